package fettle.dashboard.describe;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import fettle.dashboard.fixture.PlayedGateway;
import fettle.dashboard.fixture.RealRedis;
import fettle.telemetry.command.Action;
import fettle.telemetry.command.Command;
import fettle.telemetry.command.Progress;
import fettle.telemetry.machine.MachineDescription;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealRedis.class)
class DescriptionsApiTest {
  private static final String PUMP = "/api/machines/edge-01/pump-01";
  private static final String DESCRIPTION = PUMP + "/description";

  PlayedGateway gateway;

  @BeforeEach
  void aPumpThatIsCalledFeedPump() {
    gateway.wipe();
    gateway.openStream();
    gateway.takeCommands(Duration.ofMinutes(5));
    long now = System.currentTimeMillis();
    gateway.write(
        gateway.machine("edge-01/pump-01").reading(now, 0.1, 20, 1).arrived(now, now, now));
    gateway.describe("edge-01/pump-01", named("Feed pump"));
  }

  @Test
  void whoSavesWhatTheyReadMaySaveAgainWithWhatTheyWereAnswered() {
    String next = save("Anna", "Pump A", read()).statusCode(202).extract().path("asked.version");

    save("Anna", "Pump B", next).statusCode(202);

    assertThat(gateway.takeCommand().action()).isEqualTo(new Action.Describe(named("Pump A")));
    assertThat(gateway.takeCommand().action()).isEqualTo(new Action.Describe(named("Pump B")));
  }

  @Test
  void whoSavesWhatAnotherHasChangedSinceIsToldWhoAndNothingIsSaved() {
    String version = read();
    save("Anna", "Pump A", version).statusCode(202);

    refused(save("Ben", "Pump B", version), "Anna");

    Command command = gateway.takeCommand();
    refused(save("Ben", "Pump B", version), "Anna");
    gateway.describe("edge-01/pump-01", named("Pump A"));
    gateway.progress(command.id(), Progress.State.DONE, "The twin has it.", "");
    refused(save("Ben", "Pump B", version), "Anna");
    save("Ben", "Pump B", read()).statusCode(202);
  }

  @Test
  void aChangeThatTheHubRefusedIsNone() {
    String version = read();
    save("Anna", "Pump A", version).statusCode(202);
    gateway.progress(
        gateway.takeCommand().id(), Progress.State.FAILED, "The hub answered 500.", "");

    save("Ben", "Pump B", version).statusCode(202);
  }

  @Test
  void aChangeThatNobodyAskedForHereIsSomebodys() {
    String version = read();
    gateway.describe("edge-01/pump-01", named("Pump by the portal"));

    save("Ben", "Pump B", version)
        .statusCode(409)
        .body("detail", startsWith("somebody changed this"))
        .body("by", nullValue());
  }

  @Test
  void ofManyWhoSaveAtOnceWhatTheyReadOneDoes() throws InterruptedException {
    String version = read();
    List<Callable<Integer>> saves =
        IntStream.range(0, 8)
            .<Callable<Integer>>mapToObj(
                i -> () -> save("Anna", "Pump " + i, version).extract().statusCode())
            .toList();

    List<Integer> answers;
    try (ExecutorService people = Executors.newFixedThreadPool(saves.size())) {
      answers = people.invokeAll(saves).stream().map(Future::resultNow).toList();
    }

    assertThat(answers).containsOnly(202, 409).containsOnlyOnce(202);
    given().get(PUMP + "/module").then().body("commands", hasSize(1));
  }

  @Test
  void withoutTheVersionThatWasReadWhatIsThereIsOverwritten() {
    String version = read();
    save("Anna", "Pump A", version).statusCode(202);

    given()
        .contentType(ContentType.JSON)
        .body(Map.of("name", "Pump B", "by", "Ben"))
        .put(DESCRIPTION)
        .then()
        .statusCode(202)
        .body("asked.version", not(version));
    given().get(PUMP + "/module").then().body("commands.by", contains("Ben", "Anna"));
  }

  private static void refused(ValidatableResponse answer, String by) {
    answer
        .statusCode(409)
        .body("detail", startsWith(by + " changed this since you opened it, so nothing was saved"))
        .body("parameter", equalTo("version"))
        .body("by", equalTo(by));
  }

  private static String read() {
    return given().get(DESCRIPTION).then().statusCode(200).extract().path("version");
  }

  private static ValidatableResponse save(String by, String name, String version) {
    return given()
        .contentType(ContentType.JSON)
        .body(Map.of("name", name, "by", by, "version", version))
        .put(DESCRIPTION)
        .then();
  }

  private static MachineDescription named(String name) {
    return new MachineDescription(name, "", "", Map.of());
  }
}
