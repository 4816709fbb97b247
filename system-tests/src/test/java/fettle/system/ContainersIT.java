package fettle.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import fettle.k8s.Overlay;
import java.io.IOException;
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

  /** Whether the first chart's canvas has a pixel of a line, and not only its frame's. */
  private static final String HAS_DRAWN =
      """
      () => {
        const canvas = document.querySelector('#charts canvas');
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        let coloured = 0;
        for (let i = 0; i < data.length; i += 4) {
          const [r, g, b, a] = data.slice(i, i + 4);
          if (a > 128 && Math.max(r, g, b) - Math.min(r, g, b) > 60) coloured++;
        }
        return coloured > 20;
      }
      """;

  private static final List<String> PODS = List.of("edge-01", "stream-gateway", "dashboard-ui");

  @TempDir static Path folder;
  private static MadeImages images;
  private static Podman podman;
  private static RedisServer redis;
  private static Overlay local;
  private static HostPods pods;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws Exception {
    podman = Podman.in(folder.resolve("podman"));
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/apt-get")),
        "skipped: a base of Debian packages needs apt-get");
    local = Overlay.of("local");
    images = MadeImages.in(folder);
    int redisPort = freePort();
    redis =
        RedisServer.newRedisServer()
            .port(redisPort)
            .bind(BIND)
            .setting("save \"\"")
            .setting("maxmemory-policy noeviction")
            .build();
    redis.start();
    pods = new HostPods(folder, loaded(), BIND, freePort(), freePort(), redisPort);
    for (String pod : PODS) {
      play(pods.write(local, pod));
    }
  }

  /** Names with tags by names without. */
  private static Map<String, String> loaded() throws Exception {
    for (Path archive : images.files()) {
      podman.run("load", "--input", archive.toString());
    }
    return podman
        .run("images", "--format", "{{.Repository}}:{{.Tag}}")
        .lines()
        .collect(Collectors.toMap(name -> name.replaceFirst(":[^:]*$", ""), name -> name));
  }

  private static void play(Path pod) throws Exception {
    podman.run("kube", "play", pod.toString());
  }

  /** Images of another tag: what is new in a release. */
  private static HostPods ofTheNextRelease(String program) throws Exception {
    String image = "localhost/fettle/" + program;
    podman.run("tag", pods.images().get(image), image + ":next");
    return pods.with(image, "next");
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
          .ignoreExceptionsInstanceOf(IOException.class)
          .until(() -> count(what) > than);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(podman.logs(), e);
    }
  }

  @Test
  @Order(0)
  void noImageHoldsASecretACompilerAShellOrAPackageManagersCache() throws Exception {
    for (Path file : images.files()) {
      images.assertThatNothingUnwantedIsIn(file);
    }
  }

  @Test
  @Order(0)
  void onlyDataAndTmpCanBeWrittenByTheProgramsUser() throws Exception {
    images.assertThatOnlyDataAndTmpCanBeWritten("stream-gateway");
  }

  @Test
  @Order(0)
  void whatKustomizeNeedsIsWritten() {
    assertThat(images.kustomize())
        .content()
        .containsPattern(
            "- name: fettle/iot-hub-emulator\n"
                + "    newName: localhost/fettle/iot-hub-emulator\n"
                + "    newTag: [0-9a-f]{32}\n");
  }

  @Test
  @Order(1)
  void readingsAreScoredAndGetToTheDashboard() throws Exception {
    awaitMore("scored", 0);

    assertThat(pump().path("machine").asText()).isEqualTo("pump-01");
    assertThat(pump().path("model").asText()).startsWith("pump");
  }

  @Test
  @Order(1)
  void aCommandFromTheDashboardReachesItsModule() throws Exception {
    String machine = "http://" + BIND + ":8080/api/machines/edge-01/pump-01";
    HttpRequest ping =
        HttpRequest.newBuilder(URI.create(machine + "/commands"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"action\":\"ping\",\"by\":\"anna\"}"))
            .build();
    await("a gateway takes commands")
        .atMost(PATIENCE)
        .until(() -> HTTP.send(ping, HttpResponse.BodyHandlers.ofString()).statusCode() == 202);
    HttpRequest asked = HttpRequest.newBuilder(URI.create(machine + "/module")).build();

    try {
      await("the module answers")
          .atMost(PATIENCE)
          .until(
              () ->
                  JSON.readTree(HTTP.send(asked, HttpResponse.BodyHandlers.ofString()).body())
                      .at("/commands/0/state")
                      .asText()
                      .equals("done"));
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(podman.logs(), e);
    }
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
  void aBrowserSeesACurveAndGoesOnWithTheDashboardOfAnotherRelease() throws Exception {
    Browsing.browse(
        page -> {
          page.navigate("http://" + BIND + ":8080/machines/edge-01/pump-01");
          awaitNews(page);
          assertThat((Boolean) page.evaluate(HAS_DRAWN)).as("a curve is drawn").isTrue();
          page.evaluate("window.stillTheSamePage = true");

          podman.run("pod", "stop", "--time", "20", "dashboard-ui");
          podman.run("pod", "rm", "dashboard-ui");
          play(ofTheNextRelease("dashboard-ui").write(local, "dashboard-ui"));

          awaitNews(page);
          assertThat((Boolean) page.evaluate("window.stillTheSamePage")).isTrue();
        });
  }

  /** Waits until the newest value beside the first chart has changed. */
  private static void awaitNews(Page page) {
    Locator number = page.locator("#charts .chart-number").first();
    number.waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE.toMillis()));
    String before = number.textContent();
    await().atMost(PATIENCE).until(() -> !number.textContent().equals(before));
  }

  @Test
  @Order(4)
  void aGatewayOfAnotherReleaseRollsInAndBackAndNothingIsLost() throws Exception {
    HostPods next = ofTheNextRelease("stream-gateway");
    play(next.write(local, "stream-gateway", "gateway-next", Map.of("QUARKUS_HTTP_PORT", "0")));
    awaitTakeOver("gateway-next-stream-gateway");

    drain("stream-gateway-stream-gateway");
    awaitMore("scored", count("scored"));
    podman.run("pod", "rm", "--force", "stream-gateway");
    play(pods.write(local, "stream-gateway"));
    awaitTakeOver("stream-gateway-stream-gateway");
    drain("gateway-next-stream-gateway");
    awaitMore("scored", count("scored"));

    assertThat(count("missing")).isZero();
  }

  private static void awaitTakeOver(String container) {
    await(container + " takes over")
        .atMost(PATIENCE)
        .until(() -> podman.run("logs", container).contains("taken over"));
  }

  private static void drain(String container) throws Exception {
    podman.run("stop", "--time", "20", container);

    assertThat(podman.run("logs", "--tail", "30", container)).contains("drained");
    assertThat(podman.run("inspect", "--format", "{{.State.ExitCode}}", container).strip())
        .as("ended by itself, not by a second signal")
        .isEqualTo("143");
  }
}
