package fettle.dashboard.event;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import fettle.dashboard.fixture.Alarms;
import fettle.dashboard.fixture.PlayedGateway;
import fettle.dashboard.fixture.PlayedLake;
import fettle.dashboard.fixture.PlayedMachine;
import fettle.dashboard.fixture.RealRedis;
import fettle.telemetry.command.Command;
import fettle.telemetry.command.Phrase;
import fettle.telemetry.command.Progress;
import fettle.telemetry.command.Sentence;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(RealRedis.class)
class EventsApiTest {
  private static final String MACHINE = "/api/machines/edge-01/pump-01";
  private static final long MINUTE = 60_000;
  private static final long DAY = 86_400_000;

  PlayedGateway gateway;
  private PlayedMachine pump;
  private long now;

  @BeforeEach
  void aPump() {
    gateway.wipe();
    gateway.openStream();
    PlayedLake.wipe();
    now = System.currentTimeMillis();
    pump = gateway.machine("edge-01/pump-01").intervals(10_000, 10_000).reading(now, 0.1, 20, 1);
    gateway.write(pump.arrived(now, now, now));
  }

  @AfterEach
  void noLakeIsLeftToOthers() {
    PlayedLake.wipe();
  }

  @Test
  void alarmsLabelsAndNotesOfTheTimeAreToldInItsOrder() {
    gateway.show(Alarms.open("edge-01/pump-01", now - 2 * MINUTE, 90_000));
    gateway.show(Alarms.open("edge-01/pump-02", now - 2 * MINUTE, 90_000));
    label(now - 9 * MINUTE, now - 8 * MINUTE);
    note(now - 5 * MINUTE, null, "Filter changed", "ada").then().statusCode(200);
    note(now - 50 * MINUTE, null, "Long ago", "ada").then().statusCode(200);

    maintain(now + 2 * MINUTE, now + 5 * MINUTE);

    JsonPath events = events(now - 10 * MINUTE, now + 10 * MINUTE);

    assertThat(events.getList("kind")).containsExactly("label", "note", "alarm", "maintenance");
    assertThat(events.getString("[0].what")).isEqualTo("bearing worn");
    assertThat(events.getString("[3].comment")).isEqualTo("Bearings");
    assertThat(events.getString("[1].comment")).isEqualTo("Filter changed");
    assertThat(events.getString("[1].by")).isEqualTo("ada");
    assertThat(events.getLong("[1].from")).isEqualTo(now - 5 * MINUTE);
    assertThat((Object) events.get("[2].to")).isNull();
  }

  @Test
  void aPersonChangesANoteAndTakesItAwayAndOthersStay() {
    long at = now - 5 * MINUTE;
    note(at, at + MINUTE, "Fliter changed", "ada").then().statusCode(200);
    note(at, at + MINUTE, "I saw that", "bob").then().statusCode(200);

    note(at, at + MINUTE, "Filter changed", "ada").then().statusCode(200);
    assertThat(comments()).containsExactlyInAnyOrder("Filter changed", "I saw that");

    note(at, at + MINUTE, "", "ada").then().statusCode(200);
    assertThat(comments()).containsExactly("I saw that");
  }

  @Test
  void aCommandThatIsKeptIsToldInCodesBesidesItsWords() {
    gateway.takeCommands(Duration.ofMinutes(5));
    given()
        .contentType(ContentType.JSON)
        .body("{\"action\":\"settings\",\"intervalMs\":100,\"by\":\"ada\"}")
        .post(MACHINE + "/commands")
        .then()
        .statusCode(202);
    Command command = gateway.takeCommand();
    gateway.end(
        command.id(),
        Progress.State.FAILED,
        Sentence.of(Phrase.NOT_CONNECTED, "module", "sensor", "device", "edge-01"));
    note(command.at() - 1, null, "Looked", "ada").then().statusCode(200);

    JsonPath events = events(command.at() - MINUTE, command.at() + MINUTE);

    assertThat(events.getList("kind")).containsExactly("note", "command");
    assertThat(events.getString("[1].what")).isEqualTo("sampling interval 100 ms");
    assertThat(events.getMap("[1].asked"))
        .isEqualTo(Map.of("action", "settings", "intervalMs", 100));
    assertThat(events.getString("[1].said.code")).isEqualTo("not_connected");
    assertThat(events.getString("[1].said.values.module")).isEqualTo("sensor");
    assertThat(events.getMap("[0]")).doesNotContainKeys("asked", "said");
  }

  @Test
  void anotherModelIsToldFromItsFirstReadingOn() {
    long came = now - 5 * DAY / 2;
    PlayedLake.write(
        pump.id(),
        "temperature",
        now - 3 * DAY,
        now - 2 * DAY,
        10_000,
        "1",
        "CASE WHEN t < %d THEN 'pump:1' ELSE 'pump:2' END".formatted(came),
        false);

    JsonPath events = events(now - 3 * DAY, now);

    assertThat(events.getList("kind")).containsExactly("model");
    assertThat(events.getString("[0].what")).isEqualTo("pump:2");
    assertThat(events.getLong("[0].from")).isEqualTo(came);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"by\":\"ada\",\"comment\":\"x\"}                     | from | is missing",
        "{\"from\":5,\"comment\":\"x\"}                         | by   | must say who writes",
        "{\"from\":5,\"to\":5,\"by\":\"ada\",\"comment\":\"x\"} | to   | must be from 6",
      })
  void aBadNoteIsNamedWithItsRule(String note, String parameter, String rule) {
    given()
        .contentType(ContentType.JSON)
        .body(note)
        .post(MACHINE + "/notes")
        .then()
        .statusCode(400)
        .body("parameter", equalTo(parameter))
        .body("detail", containsString(rule));
  }

  private void label(long from, long to) {
    given()
        .contentType("text/csv")
        .body(
            "device,machine,from,to,label\nedge-01,pump-01,%d,%d,bearing worn\n"
                .formatted(from, to))
        .post("/api/labels?by=cmms")
        .then()
        .statusCode(200);
  }

  private static void maintain(long from, long to) {
    given()
        .contentType(ContentType.JSON)
        .body(
            "{\"machine\":\"edge-01/pump-01\",\"from\":\"%d\",\"to\":\"%d\",\"reason\":\"Bearings\",\"by\":\"ada\"}"
                .formatted(from, to))
        .put("/api/maintenance")
        .then()
        .statusCode(200);
  }

  private static Response note(long from, Long to, String comment, String by) {
    return given()
        .contentType(ContentType.JSON)
        .body(
            "{\"from\":%d,\"to\":%s,\"comment\":\"%s\",\"by\":\"%s\"}"
                .formatted(from, to, comment, by))
        .post(MACHINE + "/notes");
  }

  private List<String> comments() {
    return events(now - 10 * MINUTE, now).getList("comment");
  }

  private static JsonPath events(long from, long to) {
    return given()
        .get(MACHINE + "/events?from=%d&to=%d".formatted(from, to))
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }
}
