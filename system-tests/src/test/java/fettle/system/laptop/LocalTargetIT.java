package fettle.system.laptop;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fettle.ops.PlantedSecrets;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The local target's life through its commands, every process real; each test goes on from the
 * last.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LocalTargetIT {
  private static final Path ROOT =
      Path.of(System.getProperty("fettle.root", "..")).toAbsolutePath().normalize();
  private static final String DASHBOARD = "http://127.0.17.24:8080";
  private static final long LIMIT_MINUTES = 6;
  private static final List<String> PARTS =
      List.of("runtime", "redis", "hub", "gateway", "dashboard", "worker");

  /** 32 bytes in base64. */
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{43}=");

  @TempDir static Path folder;
  private static Path state;

  /** What every command has printed. */
  private static final List<String> PRINTED = new ArrayList<>();

  private record Ended(int exit, List<String> lines) {}

  @BeforeAll
  static void environment() throws IOException {
    state = folder.resolve("state");
    Files.writeString(folder.resolve("fettle.yaml"), "name: plant\nlocal:\n  bind: 127.0.17.24\n");
  }

  @AfterAll
  static void leaveNothing() throws Exception {
    fettle("destroy", "--yes");
  }

  @Test
  @Order(1)
  void aKilledProvisionIsFinishedByTheNext() throws Exception {
    Process killed = start(folder.resolve("killed"), "provision");
    await()
        .atMost(LIMIT_MINUTES, TimeUnit.MINUTES)
        .until(() -> !killed.isAlive() || Files.isDirectory(state.resolve("logs")));
    killed.destroyForcibly().waitFor();
    assertThat(String.join("\n", fettle("status").lines()))
        .containsPattern("provision +broken off .* its process ended at .*runtime");

    Ended again = fettle("provision");

    assertThat(again.exit()).isZero();
    assertThat(results().values()).doesNotContain("differs");
  }

  @Test
  @Order(2)
  void provisioningAgainLeavesEverythingAsItIs() throws Exception {
    Ended again = fettle("provision");

    assertThat(again.exit()).isZero();
    assertThat(results().values()).containsOnly("left");
  }

  @Test
  @Order(3)
  void whatIsAskedForOnTheDashboardIsTrainedAndDeployed() throws Exception {
    for (String pipeline : List.of("train", "deploy")) {
      given()
          .baseUri(DASHBOARD)
          .contentType(ContentType.JSON)
          .body("{\"by\":\"anna\"}")
          .post("/api/pipelines/" + pipeline + "/requests")
          .then()
          .statusCode(202);
      await(pipeline + " has succeeded")
          .atMost(Duration.ofMinutes(4))
          .untilAsserted(
              () ->
                  pipelines()
                      .body("runs[0].pipeline", equalTo(pipeline))
                      .body("runs[0].outcome", equalTo("succeeded"))
                      .body("runs[0].by", equalTo("anna")));
    }

    verifyModulesRun(status());
    pipelines().body("runs.pipeline[0..2]", equalTo(List.of("deploy", "train", "provision")));
  }

  @Test
  @Order(4)
  void theSameCommandBringsBackWhatAKillTook() throws Exception {
    JsonNode before = status();
    process(before, "runtime").destroyForcibly().get().onExit().get(1, TimeUnit.MINUTES);
    assertThat(process(before, "redis").alive()).isTrue();

    Ended again = fettle("provision");

    assertThat(again.exit()).isZero();
    assertThat(results()).containsEntry("runtime", "created").containsEntry("edge-device", "left");
    await("the worker has the place")
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> pipelines().body("worker", notNullValue()));
    JsonNode after = status();
    assertThat(process(before, "redis").alive()).isFalse();
    for (String part : PARTS) {
      assertThat(process(after, part).alive()).as(part).isTrue();
    }
    assertThat(after.at("/gateway/ready").asBoolean()).isTrue();
    verifyModulesRun(after);
  }

  @Test
  @Order(5)
  void noSecretWasPrintedOrIsLeftLying() throws Exception {
    PlantedSecrets secrets = secrets();

    fettle("doctor");

    secrets.verifyPrinted(PRINTED.toArray(String[]::new));
    secrets.verifyFiles(state, holders().toArray(Path[]::new));
  }

  @Test
  @Order(6)
  void destroyLeavesNothing() throws Exception {
    JsonNode before = status();
    PlantedSecrets secrets = secrets();

    Ended destroyed = fettle("destroy", "--yes");

    assertThat(destroyed.exit()).isZero();
    for (String part : PARTS) {
      assertThat(process(before, part).alive()).as(part).isFalse();
    }
    assertThat(state.resolve("lake")).doesNotExist();
    assertThat(state.resolve("hub")).doesNotExist();
    secrets.verifyPrinted(String.join("\n", destroyed.lines()));
  }

  private static void verifyModulesRun(JsonNode status) {
    assertThat(status.path("modules")).hasSize(2);
    for (JsonNode module : status.path("modules")) {
      assertThat(module.path("state").asText()).isEqualTo("running");
    }
  }

  /** The files of the hub whose purpose it is to hold what one signs in with. */
  private static List<Path> holders() throws IOException {
    List<Path> holders = new ArrayList<>();
    holders.add(state.resolve("hub/hub.json"));
    holders.add(state.resolve("hub/policy.json"));
    try (Stream<Path> identities = Files.walk(state.resolve("hub/identities"))) {
      identities.filter(Files::isRegularFile).forEach(holders::add);
    }
    return holders;
  }

  private static PlantedSecrets secrets() throws IOException {
    PlantedSecrets secrets = new PlantedSecrets();
    int count = 0;
    for (Path holder : holders()) {
      Matcher keys = KEY.matcher(Files.readString(holder));
      while (keys.find()) {
        secrets.plant("key %d of %s".formatted(++count, holder), keys.group());
      }
    }
    assertThat(count).isGreaterThan(3);
    return secrets;
  }

  private static ValidatableResponse pipelines() {
    return given().baseUri(DASHBOARD).get("/api/pipelines").then();
  }

  private static Ended fettle(String... arguments) throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    Process process = start(output, arguments);
    if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError(arguments[0] + " has not ended: " + Files.readString(output));
    }
    List<String> lines = Files.readAllLines(output, StandardCharsets.UTF_8);
    lines.forEach(line -> System.out.println(arguments[0] + " | " + line));
    PRINTED.add(String.join("\n", lines));
    return new Ended(process.exitValue(), lines);
  }

  private static Process start(Path output, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.add("-Dfettle.root=" + ROOT);
    command.add("-jar");
    command.add(ROOT.resolve("ops/target/ops-0.1.0.jar").toString());
    command.addAll(List.of(arguments));
    command.add("--config=" + folder.resolve("fettle.yaml"));
    command.add("--state=" + state);
    return new ProcessBuilder(command)
        .redirectInput(new File("/dev/null"))
        .redirectOutput(output.toFile())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static JsonNode status() throws IOException, InterruptedException {
    return new ObjectMapper().readTree(fettle("status", "--json").lines().getLast());
  }

  /** What the newest provision did, by step. */
  private static Map<String, String> results() throws IOException {
    JsonNode run = new ObjectMapper().readTree(state.resolve("runs/provision.json").toFile());
    Map<String, String> results = new TreeMap<>();
    run.path("steps")
        .properties()
        .forEach(step -> results.put(step.getKey(), step.getValue().path("result").asText()));
    return results;
  }

  /** A process that may have ended since. */
  private record Pid(long pid) {
    boolean alive() {
      return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    Optional<ProcessHandle> destroyForcibly() {
      Optional<ProcessHandle> handle = ProcessHandle.of(pid);
      handle.ifPresent(ProcessHandle::destroyForcibly);
      return handle;
    }
  }

  private static Pid process(JsonNode status, String name) {
    for (JsonNode resource : status.path("resources")) {
      if (resource.path("name").asText().equals(name)) {
        return new Pid(resource.path("pid").asLong());
      }
    }
    throw new AssertionError("no " + name + " in " + status);
  }
}
