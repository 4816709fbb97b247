package fettle.dashboard.model;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import fettle.dashboard.fixture.Alarms;
import fettle.dashboard.fixture.PlayedGateway;
import fettle.dashboard.fixture.PlayedMachine;
import fettle.dashboard.fixture.PlayedModels;
import fettle.dashboard.fixture.RealRedis;
import fettle.telemetry.alarm.Alarm;
import fettle.telemetry.machine.MachineDescription;
import fettle.telemetry.machine.SignalDescription;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealRedis.class)
class ModelsApiTest {
  PlayedGateway gateway;
  private PlayedModels models;
  private long now;

  @BeforeEach
  void emptyStore() {
    gateway.wipe();
    models = new PlayedModels(gateway);
    now = System.currentTimeMillis();
  }

  private PlayedMachine running(String id, String model) {
    PlayedMachine machine = gateway.machine(id).signals("flow").model(model);
    machine.reading(now, 0.1, 30.0);
    gateway.write(machine);
    return machine;
  }

  @Test
  void anEmptyStoreHasNoModels() {
    given().get("/api/models").then().statusCode(200).body("models", empty());
  }

  @Test
  void modelsInUseComeFirstThenThoseThatRunThenTheNewest() {
    gateway.openStream();
    models.card("pump:1", now - 3_000, "pump:1 is the first model here");
    models.card("pump:2", now - 2_000, "pump:2 is clearly better than pump:1");
    models.card("pump:3", now - 1_000, "pump:3 is not clearly better than pump:2");
    models.inUse("pump:2", now, "pump:2 is clearly better than pump:1");
    running("edge-01/pump-01", "pump:1");

    given()
        .get("/api/models")
        .then()
        .body("why", equalTo("pump:2 is clearly better than pump:1"))
        .body("models.model", equalTo(List.of("pump:2", "pump:1", "pump:3")))
        .body("models.inUse", equalTo(List.of(true, false, false)))
        .body("models.machines", equalTo(List.of(0, 1, 0)))
        .body("models[2].why", containsString("not clearly better"));
  }

  @Test
  void aMachineThatRunsAModelNobodyToldOfIsShownAllTheSame() {
    gateway.openStream();
    running("edge-01/pump-01", "pump:7");

    given()
        .get("/api/models/pump:7")
        .then()
        .statusCode(200)
        .body("card", nullValue())
        .body("machines.id", equalTo(List.of("edge-01/pump-01")));
  }

  @Test
  void theSignalThatMovedHasDriftedAndNoOther() {
    gateway.openStream();
    PlayedMachine moved = running("edge-01/pump-01", "pump:1");
    PlayedMachine steady = running("edge-01/pump-02", "pump:1");
    models.drift(moved, "pump:1", "temperature", now);
    models.drift(steady, "pump:1", "", now);

    given()
        .get("/api/models/pump:1")
        .then()
        .body("model.verdict", equalTo("drifted"))
        .body("model.drifted", equalTo(List.of("temperature")))
        .body("machines.id", equalTo(List.of("edge-01/pump-01", "edge-01/pump-02")))
        .body("machines.verdict", equalTo(List.of("drifted", "steady")))
        .body("signals.find { it.name == 'temperature' }.drifted", equalTo(1))
        .body("signals.find { it.name == 'temperature' }.steady", equalTo(1))
        .body("signals.find { it.name == 'flow' }.drifted", equalTo(0));
  }

  @Test
  void whatHasDriftedIsCalledAsPeopleCallItWhereMachinesDoNotDiffer() {
    gateway.openStream();
    for (String id : List.of("edge-01/pump-01", "edge-01/pump-02", "edge-01/pump-03")) {
      models.drift(running(id, "pump:1"), "pump:1", "temperature", now);
    }
    call("edge-01/pump-01", "Bearing");
    call("edge-01/pump-02", "Bearing");

    given()
        .get("/api/models")
        .then()
        .body("models[0].drifted", equalTo(List.of("temperature")))
        .body("models[0].names", equalTo(Map.of("temperature", "Bearing")));

    call("edge-01/pump-03", "Lager");

    given().get("/api/models").then().body("models[0].names", anEmptyMap());
    given()
        .get("/api/models/pump:1")
        .then()
        .body("machines.names.temperature", equalTo(List.of("Bearing", "Bearing", "Lager")));
  }

  private void call(String machine, String temperature) {
    SignalDescription signal =
        new SignalDescription(
            temperature, "", SignalDescription.NO_LIMIT, SignalDescription.NO_LIMIT);
    gateway.describe(machine, new MachineDescription("", "", "", Map.of("temperature", signal)));
  }

  @Test
  void aMachinesSignalsShowHowTheyWereAndHowTheyAre() {
    gateway.openStream();
    PlayedMachine moved = running("edge-01/pump-01", "pump:1");
    models.drift(moved, "pump:1", "temperature", now);

    JsonPath drift =
        given()
            .get("/api/models/pump:1/drift/edge-01/pump-01")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();

    drift.setRootPath("signals.find { it.name == 'temperature' }");
    assertThat(drift.getString("verdict")).isEqualTo("drifted");
    assertThat(drift.getDouble("latest.psi")).isGreaterThan(drift.getDouble("latest.psiLimit"));
    List<Float> edges = drift.getList("distribution.edges", Float.class);
    List<Double> training = drift.getList("distribution.training", Double.class);
    List<Double> live = drift.getList("distribution.now", Double.class);
    assertThat(edges).isSorted().hasSize(training.size() + 1);
    assertThat(sum(training)).isCloseTo(1, within(1e-6));
    assertThat(sum(live)).isCloseTo(1, within(1e-6));
    assertThat(mean(edges, live) - mean(edges, training)).isCloseTo(1, within(0.15));
    assertThat(drift.getList("course.from", Long.class)).hasSize(12).isSorted();
    assertThat(drift.getList("course.verdict", String.class))
        .startsWith("steady")
        .endsWith("drifted");
  }

  private static double sum(List<Double> shares) {
    return shares.stream().mapToDouble(Double::doubleValue).sum();
  }

  private static double mean(List<Float> edges, List<Double> shares) {
    double mean = 0;
    for (int i = 0; i < shares.size(); i++) {
      mean += shares.get(i) * (edges.get(i) + edges.get(i + 1)) / 2;
    }
    return mean;
  }

  @Test
  void precisionIsTheShareOfJudgedAlarmsThatWereReal() {
    gateway.openStream();
    running("edge-01/pump-01", "pump:3");
    judge(Alarms.over("edge-01/pump-01", now - 90_000, 1_000), "real fault");
    judge(Alarms.over("edge-01/pump-01", now - 60_000, 1_000), "real fault");
    judge(Alarms.over("edge-01/pump-01", now - 30_000, 1_000), "false alarm");

    given()
        .get("/api/models/pump:3")
        .then()
        .body("model.alarms.confirmed", equalTo(2))
        .body("model.alarms.dismissed", equalTo(1))
        .body("model.alarms.precision", equalTo(2 / 3f));
  }

  private void judge(Alarm alarm, String label) {
    gateway.show(alarm);
    given()
        .contentType(ContentType.JSON)
        .body("{\"label\":\"%s\",\"by\":\"Anna\"}".formatted(label))
        .put("/api/alarms/{id}/label", alarm.id())
        .then()
        .statusCode(200);
  }

  @Test
  void whatNobodyToldOfIsAProblemThatSaysSo() {
    gateway.openStream();

    given()
        .get("/api/models/pump:9")
        .then()
        .statusCode(404)
        .body("detail", containsString("no training has told of a model pump:9"));
    given()
        .get("/api/models/pump:9/drift/edge-01/pump-09")
        .then()
        .statusCode(404)
        .body("detail", containsString("edge-01/pump-09"));
  }
}
