package fettle.dashboard.fleet;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.nullValue;

import fettle.dashboard.fixture.PlayedGateway;
import fettle.dashboard.fixture.RealRedis;
import fettle.telemetry.store.RejectedMessage;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealRedis.class)
class MachinesApiTest {
  PlayedGateway gateway;

  @BeforeEach
  void emptyStore() {
    gateway.wipe();
    gateway.openStream();
  }

  @Test
  void machinesOfAllPartitionsAreListedByName() {
    long now = System.currentTimeMillis();
    for (String id : List.of("edge-03/a", "edge-01/b", "edge-02/c", "edge-01/a")) {
      gateway.write(gateway.machine(id).reading(now, 0.1, 20, 1).arrived(now, now, now));
    }

    List<String> names =
        given().get("/api/machines").jsonPath().getList("collect { it.device + '/' + it.machine }");

    assertThat(names).containsExactly("edge-01/a", "edge-01/b", "edge-02/c", "edge-03/a");
  }

  @Test
  void aMachineIsJudgedByItsScoreItsCadenceAndItsHops() {
    long now = System.currentTimeMillis();
    gateway.write(
        gateway
            .machine("edge-01/hot")
            .repeats(3)
            .reading(now - 9_000, 0.75, 81.5, Double.NaN)
            .arrived(now - 8_900, now - 500, now));

    given()
        .get("/api/machines/edge-01/hot")
        .then()
        .statusCode(200)
        .body("condition", equalTo("anomalous"))
        .body("online", equalTo(true))
        .body("score", equalTo(0.75f))
        .body("model", equalTo("pump:1"))
        .body("units", equalTo(List.of("°C", "mm/s")))
        .body("lastValues[0]", equalTo(81.5f))
        .body("lastValues[1]", nullValue())
        .body("readings", equalTo(1))
        .body("repeats", equalTo(3))
        .body("firstEvent", equalTo(now - 9_000))
        .body("lastEvent", equalTo(now - 9_000))
        .body("hops.name", equalTo(List.of("reading", "scored", "hub", "gateway")))
        .body("hops.health", equalTo(List.of("fine", "fine", "slow", "fine")))
        .body("hops[2].lagMs", equalTo(8_400));
  }

  @Test
  void aMachineThatHasBeenSilentIsOffline() {
    long past = System.currentTimeMillis() - 60_000;
    gateway.write(
        gateway
            .machine("edge-01/gone")
            .intervals(100, 1_000)
            .reading(past, 0.9, 20, 1)
            .arrived(past, past, past));

    given()
        .get("/api/machines/edge-01/gone")
        .then()
        .body("condition", equalTo("offline"))
        .body("online", equalTo(false))
        .body("gatewaySilentSince", nullValue())
        .body("hops.health", equalTo(List.of("fine", "fine", "silent", "fine")));
  }

  @Test
  void aMachineWhoseGatewayIsSilentIsAsItWasThen() {
    long past = System.currentTimeMillis() - 60_000;
    gateway.write(
        gateway
            .machine("edge-01/unheard")
            .intervals(100, 1_000)
            .reading(past, 0.9, 20, 1)
            .arrived(past, past, past));
    gateway.beat(past);

    given()
        .get("/api/machines/edge-01/unheard")
        .then()
        .body("condition", equalTo("anomalous"))
        .body("online", equalTo(true))
        .body("gatewaySilentSince", equalTo(past))
        .body("hops.health", equalTo(List.of("fine", "fine", "fine", "silent")));
    assertThat(given().get("/api/machines").jsonPath().getLong("[0].gatewaySilentSince"))
        .isEqualTo(past);
  }

  @Test
  void anUnknownMachineIsNotFound() {
    given()
        .get("/api/machines/edge-01/nobody")
        .then()
        .statusCode(404)
        .contentType("application/problem+json");
  }

  @Test
  void rejectedMessagesAreCountedByReasonAndListedNewestFirst() {
    gateway.reject(
        new RejectedMessage(0, 7, "edge-01", "sensor", "NOT_JSON", "no object", 1_000, 17));
    gateway.reject(
        new RejectedMessage(3, 9, "edge-02", "", "NOT_JSON", "no object either", 3_000, 3));
    gateway.reject(
        new RejectedMessage(3, 8, "edge-02", "", "TOO_LARGE", "300000 bytes", 2_000, 300_000));

    given()
        .get("/api/rejected")
        .then()
        .statusCode(200)
        .body("counts.NOT_JSON", equalTo(2))
        .body("counts.TOO_LARGE", equalTo(1))
        .body("newest.at", equalTo(List.of(3_000, 2_000, 1_000)))
        .body("newest[0].partition", equalTo(3))
        .body("newest[0].offset", equalTo(9))
        .body("newest[2].detail", equalTo("no object"));
  }

  @Test
  void theApiDescribesItself() {
    given()
        .queryParam("format", "json")
        .get("/q/openapi")
        .then()
        .statusCode(200)
        .body("paths", hasKey("/api/machines"))
        .body("paths", hasKey("/api/machines/{device}/{machine}/series"))
        .body("paths", hasKey("/api/rejected"))
        .body("components.schemas.Series.properties", hasKey("tierMs"))
        .body("components.schemas.Problem.properties", hasKey("parameter"));
  }

  @Test
  void healthAndMetricsAreServed() {
    given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));

    assertThat(given().get("/q/metrics").asString().lines())
        .anyMatch(line -> line.startsWith("fettle_dashboard_viewers"));
  }
}
