package fettle.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fettle.k8s.Overlay;
import fettle.ops.Cli;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import redis.embedded.RedisServer;

/**
 * The real images, as the pods of {@code k8s/overlays/local}: an edge device that learns its model,
 * the gateway and the dashboard, on read-only file systems as a user without rights.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ContainersIT {
  private static final String BIND = "127.0.17.9";
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> PODS = List.of("edge-01", "stream-gateway", "dashboard-ui");

  @TempDir static Path folder;
  private static Podman podman;
  private static RedisServer redis;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws Exception {
    podman = Podman.in(folder.resolve("podman"));
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/apt-get")),
        "skipped: a base of Debian packages needs apt-get");
    Overlay local = Overlay.of("local");
    Path archives = folder.resolve("images");
    Cli images = Cli.run(Map.of(), "images", "--to", archives.toString(), "--without-components");
    assertThat(images.exit()).as(images.toString()).isZero();
    int redisPort = freePort();
    redis =
        RedisServer.newRedisServer()
            .port(redisPort)
            .bind(BIND)
            .setting("save \"\"")
            .setting("maxmemory-policy noeviction")
            .build();
    redis.start();
    HostPods pods = new HostPods(folder, loaded(archives), BIND, freePort(), redisPort);
    for (String pod : PODS) {
      podman.run("kube", "play", pods.write(local, pod).toString());
    }
  }

  /** Names with tags by names without. */
  private static Map<String, String> loaded(Path archives) throws Exception {
    try (var files = Files.list(archives)) {
      for (Path archive : files.toList()) {
        podman.run("load", "--input", archive.toString());
      }
    }
    return podman
        .run("images", "--format", "{{.Repository}}:{{.Tag}}")
        .lines()
        .collect(Collectors.toMap(name -> name.replaceFirst(":[^:]*$", ""), name -> name));
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName(BIND))) {
      return free.getLocalPort();
    }
  }

  @AfterAll
  static void stop() throws Exception {
    if (podman != null) {
      podman.close();
    }
    if (redis != null) {
      redis.stop();
    }
  }

  private static JsonNode pump() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + BIND + ":8080/api/machines"))
            .timeout(Duration.ofSeconds(10))
            .build();
    JsonNode machines =
        JSON.readTree(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
    return machines.path(0);
  }

  private static long count(String what) throws IOException, InterruptedException {
    return pump().path(what).asLong();
  }

  private static void awaitMore(String what, long than) throws Exception {
    try {
      await(what + " rise above " + than)
          .atMost(PATIENCE)
          .ignoreException(ConnectException.class)
          .until(() -> count(what) > than);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(podman.logs(), e);
    }
  }

  @Test
  @Order(1)
  void readingsAreScoredAndGetToTheDashboard() throws Exception {
    awaitMore("scored", 0);

    assertThat(pump().path("machine").asText()).isEqualTo("pump-01");
    assertThat(pump().path("model").asText()).startsWith("pump");
  }

  @Test
  @Order(2)
  void aContainerThatIsKilledComesBackAndNothingIsLost() throws Exception {
    for (String container :
        List.of("edge-01-inference", "edge-01-sensor", "stream-gateway-stream-gateway")) {
      podman.killProcess(container);

      awaitMore("scored", count("scored"));
    }

    assertThat(count("missing")).isZero();
  }

  @Test
  @Order(3)
  void aStoppedGatewayDrainsAndEndsInTime() throws Exception {
    podman.run("stop", "--time", "20", "stream-gateway-stream-gateway");

    assertThat(podman.run("logs", "--tail", "30", "stream-gateway-stream-gateway"))
        .contains("drained");
    assertThat(
            podman
                .run("inspect", "--format", "{{.State.ExitCode}}", "stream-gateway-stream-gateway")
                .strip())
        .as("ended by itself, not by a second signal")
        .isEqualTo("143");
  }
}
