package fettle.dashboard.alarm;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import fettle.dashboard.fixture.Alarms;
import fettle.dashboard.fixture.PlayedGateway;
import fettle.dashboard.fixture.PlayedWorker;
import fettle.dashboard.fixture.RealRedis;
import fettle.telemetry.alarm.Alarm;
import fettle.telemetry.hub.HubUsage;
import fettle.telemetry.hub.HubWarning;
import fettle.telemetry.machine.MachineDescription;
import fettle.telemetry.notify.EndpointStatus;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealRedis.class)
class AlarmsApiTest {
  private static final String LABEL = "/api/alarms/{id}/label";
  private static final String CONFIRMED =
      "{\"label\":\"real fault\",\"component\":\"bearing\",\"comment\":\"grinds\",\"by\":\"anna\"}";

  PlayedGateway gateway;
  private long now;

  @BeforeEach
  void emptyStore() {
    gateway.wipe();
    gateway.openStream();
    now = System.currentTimeMillis();
  }

  private static RequestSpecification saying(String body) {
    return given().contentType(ContentType.JSON).body(body);
  }

  private Alarm shown(Alarm alarm) {
    gateway.show(alarm);
    return alarm;
  }

  @Test
  void withoutAlarmsThereAreNone() {
    given()
        .get("/api/alarms")
        .then()
        .statusCode(200)
        .body("open", equalTo(0))
        .body("alarms", empty());
  }

  @Test
  void openAlarmsComeFirstThenTheOthersNewestFirst() {
    Alarm old = shown(Alarms.over("edge-01/pump-01", now - 900_000, 60_000));
    Alarm open = shown(Alarms.open("edge-02/pump-02", now - 950_000, 90_000));
    Alarm newer = shown(Alarms.over("edge-03/pump-03", now - 300_000, 60_000));

    given()
        .get("/api/alarms")
        .then()
        .body("alarms.id", equalTo(List.of(open.id(), newer.id(), old.id())))
        .body("open", equalTo(1))
        .body("matched", equalTo(3))
        .body("alarms[0].cleared", nullValue())
        .body("alarms[0].peak", equalTo(0.93f))
        .body("alarms[0].model", equalTo("pump:3"))
        .body("alarms[0].shares.signal", equalTo(List.of("vibration", "temperature", "flow")))
        .body("alarms[1].cleared", equalTo(newer.cleared()));
  }

  @Test
  void anAlarmThatIsClearedMovesAndIsNotListedTwice() {
    Alarm open = shown(Alarms.open("edge-01/pump-01", now - 900_000, 60_000));
    given().get("/api/alarms").then().body("open", equalTo(1));

    shown(open.clearedAt(now));

    given().get("/api/alarms").then().body("open", equalTo(0)).body("alarms", hasSize(1));
  }

  @Test
  void theyAreFilteredByMachineTextAndState() {
    Alarm one = shown(Alarms.open("edge-01/pump-1", now - 900_000, 60_000));
    Alarm ten = shown(Alarms.over("edge-01/pump-10", now - 900_000, 60_000));
    saying(CONFIRMED).put(LABEL, ten.id()).then().statusCode(200);

    assertIds("machine=edge-01/pump-1", one.id());
    assertIds("q=PUMP-10", ten.id());
    assertIds("state=open", one.id());
    assertIds("state=cleared", ten.id());
    assertIds("state=unlabelled", one.id());
    assertIds("state=labelled", ten.id());
    given()
        .get("/api/alarms?limit=1")
        .then()
        .body("matched", equalTo(2))
        .body("alarms", hasSize(1));
  }

  private static void assertIds(String query, String... ids) {
    given().get("/api/alarms?" + query).then().body("alarms.id", equalTo(List.of(ids)));
  }

  @Test
  void aLabelSaysWhoAndWhenAndCarriesTheAlarmsTimeAndModel() {
    Alarm alarm = shown(Alarms.over("edge-01/pump-01", now - 900_000, 60_000));

    saying(CONFIRMED)
        .put(LABEL, alarm.id())
        .then()
        .statusCode(200)
        .body("label.label", equalTo("real fault"))
        .body("label.by", equalTo("anna"))
        .body("label.component", equalTo("bearing"))
        .body("label.model", equalTo("pump:3"))
        .body("label.from", equalTo(alarm.first()))
        .body("label.to", equalTo(alarm.last() + 1))
        .body("label.archived", equalTo(false));

    new PlayedWorker(gateway).archive();
    given().get("/api/alarms").then().body("alarms[0].label.archived", equalTo(true));
  }

  @Test
  void whatIsSaidLaterTakesThePlaceOfWhatWasSaidBeforeWhichStaysWritten() {
    Alarm alarm = shown(Alarms.open("edge-01/pump-01", now - 900_000, 60_000));
    saying(CONFIRMED).put(LABEL, alarm.id());

    saying("{\"label\":\"false alarm\",\"by\":\"ben\"}")
        .put(LABEL, alarm.id())
        .then()
        .body("label.label", equalTo("false alarm"))
        .body("label.component", nullValue())
        .body("versions.by", equalTo(List.of("anna", "ben")));
  }

  @Test
  void aLabelThatFollowsItsAlarmToTheEndIsNoOtherVersion() {
    Alarm alarm = shown(Alarms.open("edge-01/pump-01", now - 900_000, 60_000));
    saying(CONFIRMED).put(LABEL, alarm.id());

    new PlayedWorker(gateway).follow(alarm.last() + 30_001);

    given()
        .get("/api/alarms")
        .then()
        .body("alarms[0].versions", hasSize(1))
        .body("alarms[0].label.to", equalTo(alarm.last() + 30_001))
        .body("alarms[0].label.by", equalTo("anna"));
  }

  @Test
  void anAcknowledgementSaysWhoLooksAfterAnAlarmAndIsNoLabel() {
    Alarm alarm = shown(Alarms.open("edge-01/pump-01", now - 900_000, 60_000));

    saying("{\"by\":\"anna\",\"comment\":\"on my way\"}")
        .put("/api/alarms/{id}/acknowledgement", alarm.id())
        .then()
        .statusCode(200)
        .body("acknowledged.by", equalTo("anna"))
        .body("acknowledged.comment", equalTo("on my way"))
        .body("label", nullValue());
    given().get("/api/labels").then().body("$", empty());
  }

  @Test
  void anAlarmIsGivenToSomebodyWhoFindsItAndGivenBack() {
    Alarm alarm = shown(Alarms.open("edge-01/pump-01", now - 900_000, 60_000));
    Alarm other = shown(Alarms.open("edge-02/pump-02", now - 800_000, 60_000));

    saying("{\"to\":\"ben\",\"by\":\"anna\"}")
        .put("/api/alarms/{id}/assignment", alarm.id())
        .then()
        .statusCode(200)
        .body("assigned.to", equalTo("ben"))
        .body("assigned.by", equalTo("anna"));

    assertIds("assigned=ben", alarm.id());
    assertIds("state=unassigned", other.id());
    saying("{\"to\":\"\",\"by\":\"ben\"}")
        .put("/api/alarms/{id}/assignment", alarm.id())
        .then()
        .body("assigned", nullValue())
        .body("history.to", equalTo(Arrays.asList("ben", null)));
  }

  @Test
  void aShelvedAlarmIsFoldedAwayUntilItsTimeIsOverOrItIsTakenBack() {
    Alarm alarm = shown(Alarms.open("edge-01/pump-01", now - 900_000, 60_000));
    String shelve = "/api/alarms/{id}/shelving";

    saying("{\"until\":\"%d\",\"comment\":\"spare part\",\"by\":\"anna\"}".formatted(now + 60_000))
        .put(shelve, alarm.id())
        .then()
        .statusCode(200)
        .body("shelved.until", equalTo(now + 60_000))
        .body("shelved.comment", equalTo("spare part"));
    given()
        .get("/api/alarms")
        .then()
        .body("alarms", empty())
        .body("open", equalTo(0))
        .body("shelved", equalTo(1));
    assertIds("state=shelved", alarm.id());
    assertIds("state=any", alarm.id());

    saying("{\"by\":\"anna\"}").put(shelve, alarm.id()).then().body("shelved", nullValue());
    assertIds("state=open", alarm.id());

    saying("{\"until\":\"%d\",\"by\":\"anna\"}".formatted(System.currentTimeMillis() + 300))
        .put(shelve, alarm.id());
    await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertIds("state=open", alarm.id()));
  }

  @Test
  void theHistoryOfAnAlarmIsAllThatWasDecidedInItsOrder() {
    Alarm alarm = shown(Alarms.open("edge-01/pump-01", now - 900_000, 60_000));

    saying("{\"by\":\"anna\"}").put("/api/alarms/{id}/acknowledgement", alarm.id());
    saying("{\"by\":\"anna\",\"comment\":\"one\"}").post("/api/alarms/{id}/comments", alarm.id());
    saying(CONFIRMED).put(LABEL, alarm.id());
    saying("{\"by\":\"ben\",\"comment\":\"two\"}").post("/api/alarms/{id}/comments", alarm.id());

    given()
        .get("/api/alarms")
        .then()
        .body(
            "alarms[0].history.what",
            equalTo(List.of("acknowledgement", "comment", "label", "comment")))
        .body("alarms[0].history.by", equalTo(List.of("anna", "anna", "anna", "ben")))
        .body("alarms[0].history[3].comment", equalTo("two"));
  }

  @Test
  void otherKindsOfAlarmsAreShownWithTheirFindings() {
    Alarm anomaly = shown(Alarms.open("edge-01/pump-01", now - 900_000, 60_000));
    Alarm limit = shown(Alarms.outOfLimits("edge-01/pump-01", now - 800_000));

    assertIds("state=open", limit.id(), anomaly.id());
    assertIds("kind=limit", limit.id());
    given()
        .get("/api/alarms?kind=limit")
        .then()
        .body("alarms[0].severity", equalTo("critical"))
        .body("alarms[0].findings[0].signal", equalTo("temperature"))
        .body("alarms[0].findings[0].value", equalTo(131.5f))
        .body("alarms[0].findings[0].low", nullValue())
        .body("alarms[0].findings[0].high", equalTo(120f));
    given().get("/api/alarms?kind=mood").then().statusCode(400).body("parameter", equalTo("kind"));
  }

  @Test
  void anAlarmRaisedDuringMaintenanceSaysSoAlsoAfterItsEndWasMoved() {
    long to = now + 3_600_000;
    saying(
            "{\"machine\":\"edge-01/pump-01\",\"to\":\"%d\",\"reason\":\"oil\",\"by\":\"anna\"}"
                .formatted(to))
        .put("/api/maintenance")
        .then()
        .statusCode(200)
        .body("state", equalTo("running"));
    long raised = System.currentTimeMillis() + 1;
    shown(Alarms.open("edge-01/pump-01", raised - 10_000, 10_000));
    shown(Alarms.open("edge-01/pump-02", raised - 10_000, 10_000));
    long from = given().get("/api/maintenance").jsonPath().getLong("[0].from");

    await().atMost(Duration.ofSeconds(10)).until(() -> System.currentTimeMillis() > raised);
    saying("{\"machine\":\"edge-01/pump-01\",\"from\":\"%d\",\"by\":\"ben\"}".formatted(from))
        .put("/api/maintenance")
        .then()
        .body("state", equalTo("over"));

    given()
        .get("/api/alarms?machine=edge-01/pump-01")
        .then()
        .body("alarms[0].maintenance.reason", nullValue())
        .body("alarms[0].maintenance.by", equalTo("ben"));
    given()
        .get("/api/alarms?machine=edge-01/pump-02")
        .then()
        .body("alarms[0].maintenance", nullValue());
  }

  @Test
  void maintenanceOfASiteSilencesTheAlarmsOfItsMachines() {
    gateway.describe(
        "edge-01/pump-01", new MachineDescription("Feed pump", "Hall 2", "", Map.of()));
    saying("{\"site\":\"Hall 2\",\"to\":\"%d\",\"by\":\"anna\"}".formatted(now + 60_000))
        .put("/api/maintenance");
    long raised = System.currentTimeMillis() + 1;
    shown(Alarms.open("edge-01/pump-01", raised - 10_000, 10_000));
    shown(Alarms.open("edge-01/pump-02", raised - 10_000, 10_000));

    given()
        .get("/api/alarms?q=feed")
        .then()
        .body("alarms", hasSize(1))
        .body("alarms[0].site", equalTo("Hall 2"))
        .body("alarms[0].maintenance.site", equalTo("Hall 2"));
    given().get("/api/alarms?q=pump-02").then().body("alarms[0].maintenance", nullValue());
  }

  @Test
  void howEndpointsAreGettingOnIsOneLineEachWhateverGatewaysTellThem() {
    gateway.tell("one", new EndpointStatus("ops", "mail", 1, 10, 2, 0, 3, now, 5, "old", now));
    gateway.tell("two", new EndpointStatus("ops", "mail", 2, 20, 1, 1, 0, 7, 9, "new", now));
    gateway.tell("gone", new EndpointStatus("ops", "mail", 9, 9, 9, 9, 9, 9, 9, "", now - 70_000));

    given()
        .get("/api/notifications")
        .then()
        .body("$", hasSize(1))
        .body("[0].endpoint", equalTo("ops"))
        .body("[0].pending", equalTo(3))
        .body("[0].delivered", equalTo(30))
        .body("[0].lastFailure", equalTo("new"))
        .body("[0].lastDelivered", equalTo(now));
  }

  @Test
  void howMuchTheHubHasTakenIsKnownWhileSomebodyMeasuresIt() {
    given()
        .get("/api/hub")
        .then()
        .statusCode(200)
        .body("at", nullValue())
        .body("warnings", empty());
    HubWarning full = new HubWarning(HubWarning.Kind.QUOTA, 100, now);
    gateway.measure(new HubUsage("plant-a", now, 400_000, 400_000, 9, now, 3, 100, List.of(full)));

    given()
        .get("/api/hub")
        .then()
        .body("hub", equalTo("plant-a"))
        .body("used", equalTo(400_000))
        .body("resetsAt", equalTo(now - now % 86_400_000 + 86_400_000))
        .body("warnings[0].kind", equalTo("quota"))
        .body("warnings[0].refuses", equalTo(true));

    gateway.measure(new HubUsage("plant-a", now - 660_000, 1, 2, 0, 0, 0, 0, List.of(full)));
    given().get("/api/hub").then().body("warnings", empty());
  }

  @Test
  void maintenanceIsOfAMachineOrASiteAndNeverOfATimeThatHasPassed() {
    assertRefused("{\"to\":\"9999999999999\",\"by\":\"a\"}", "machine");
    assertRefused(
        "{\"machine\":\"a/b\",\"site\":\"s\",\"to\":\"9999999999999\",\"by\":\"a\"}", "machine");
    assertRefused("{\"machine\":\"a/b\",\"by\":\"a\"}", "to");
    assertRefused(
        "{\"site\":\"s\",\"from\":\"%d\",\"to\":\"%d\",\"by\":\"a\"}"
            .formatted(now - 60_000, now + 9_000),
        "from");
    assertRefused("{\"site\":\"s\",\"to\":\"99999999999999\",\"by\":\"a\"}", "to");
    saying(
            "{\"site\":\"Hall 2\",\"from\":\"%d\",\"to\":\"%d\",\"by\":\"a\"}"
                .formatted(now + 60_000, now + 90_000))
        .put("/api/maintenance")
        .then()
        .statusCode(200)
        .body("site", equalTo("Hall 2"))
        .body("state", equalTo("planned"));
    given().get("/api/maintenance?machine=edge-01/pump-01").then().body("$", empty());
    given().get("/api/maintenance").then().body("$", hasSize(1));
  }

  private static void assertRefused(String window, String parameter) {
    saying(window)
        .put("/api/maintenance")
        .then()
        .statusCode(400)
        .body("parameter", equalTo(parameter));
  }

  @Test
  void whatCannotBeTakenIsNamed() {
    Alarm alarm = shown(Alarms.open("edge-01/pump-01", now - 900_000, 60_000));

    saying("{\"label\":\"real fault\"}")
        .put(LABEL, alarm.id())
        .then()
        .statusCode(400)
        .body("parameter", equalTo("by"));
    saying("{\"by\":\"anna\"}")
        .put(LABEL, alarm.id())
        .then()
        .statusCode(400)
        .body("parameter", equalTo("label"));
    saying("{\"by\":\"" + "a".repeat(121) + "\",\"label\":\"x\"}")
        .put(LABEL, alarm.id())
        .then()
        .statusCode(400)
        .body("detail", equalTo("by has 121 characters; at most 120 are taken"));
    saying(CONFIRMED)
        .put(LABEL, "a~b~1")
        .then()
        .statusCode(404)
        .body("detail", containsString("no alarm a~b~1"));
    saying("{\"by\":\"anna\"}")
        .post("/api/alarms/{id}/comments", alarm.id())
        .then()
        .statusCode(400)
        .body("parameter", equalTo("comment"));
    saying("{\"until\":\"%d\",\"by\":\"anna\"}".formatted(now + 31 * 86_400_000L))
        .put("/api/alarms/{id}/shelving", alarm.id())
        .then()
        .statusCode(400)
        .body("detail", equalTo("until must be at most 30 days ahead"));
    given().get("/api/alarms?state=new").then().statusCode(400).body("parameter", equalTo("state"));
    given()
        .get("/api/alarms?machine=pump")
        .then()
        .statusCode(400)
        .body("parameter", equalTo("machine"));
  }

  @Test
  void aPageOfAnotherSiteCannotDecide() {
    Alarm alarm = shown(Alarms.open("edge-01/pump-01", now - 900_000, 60_000));

    saying(CONFIRMED)
        .header("Origin", "https://evil.example")
        .put(LABEL, alarm.id())
        .then()
        .statusCode(403);

    given().get("/api/alarms").then().body("alarms[0].label", nullValue());
  }
}
