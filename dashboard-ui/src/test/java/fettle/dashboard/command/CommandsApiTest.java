package fettle.dashboard.command;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import fettle.dashboard.fixture.PlayedGateway;
import fettle.dashboard.fixture.RealRedis;
import fettle.telemetry.command.Action;
import fettle.telemetry.command.Command;
import fettle.telemetry.command.CommandKeys;
import fettle.telemetry.command.Progress;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealRedis.class)
class CommandsApiTest {
  private static final String PUMP = "/api/machines/edge-01/pump-01";

  PlayedGateway gateway;

  @BeforeEach
  void aPump() {
    gateway.wipe();
    gateway.openStream();
    long now = System.currentTimeMillis();
    gateway.write(
        gateway.machine("edge-01/pump-01").reading(now, 0.1, 20, 1).arrived(now, now, now));
  }

  private static ValidatableResponse ask(String machine, String body) {
    return given().contentType(ContentType.JSON).body(body).post(machine + "/commands").then();
  }

  @Test
  void whatIsAskedWaitsForAGatewayAndSaysWhatCameOfIt() {
    gateway.takeCommands(Duration.ofMinutes(5));
    ask(PUMP, "{\"action\":\"ping\",\"by\":\"anna\"}")
        .statusCode(202)
        .body("state", equalTo("waiting"));

    Command command = gateway.takeCommand();
    gateway.progress(command.id(), Progress.State.DONE, "The module answered.", "{}");

    assertThat(command.action()).isEqualTo(new Action.CallMethod("ping", "{}"));
    given()
        .get(PUMP + "/module")
        .then()
        .statusCode(200)
        .body("taken", equalTo(true))
        .body("commands.what", contains("ping"))
        .body("commands[0].state", equalTo("done"))
        .body("commands[0].by", equalTo("anna"));
    given().get("/api/commands").then().body("machine", contains("pump-01"));
  }

  @Test
  void withoutAGatewayNothingIsAsked() {
    ask(PUMP, "{\"action\":\"ping\",\"by\":\"anna\"}")
        .statusCode(409)
        .body("detail", containsString("no gateway takes commands"));

    given().get("/api/commands").then().body("", hasSize(0));
  }

  @Test
  void commandsThatWaitAreBounded() {
    gateway.takeCommands(Duration.ofMinutes(5));
    for (int i = 0; i < CommandKeys.MOST_WAITING; i++) {
      ask(PUMP, "{\"action\":\"ping\",\"by\":\"anna\"}").statusCode(202);
    }

    ask(PUMP, "{\"action\":\"ping\",\"by\":\"anna\"}")
        .statusCode(409)
        .body("detail", containsString("100 commands wait, as many as may be"));

    given().get("/api/commands?limit=1000").then().body("", hasSize(CommandKeys.MOST_WAITING));
  }

  @Test
  void whatIsNoMachineOrBreaksARuleIsRefused() {
    gateway.takeCommands(Duration.ofMinutes(5));

    ask("/api/machines/edge-01/nobody", "{\"action\":\"ping\",\"by\":\"a\"}").statusCode(404);
    ask(PUMP, "{\"action\":\"ping\"}")
        .statusCode(400)
        .body("detail", containsString("by must say who asks"));
    given()
        .contentType(ContentType.JSON)
        .body("{\"by\":\"a\",\"signals\":{\"t\":{\"low\":2,\"high\":1}}}")
        .put(PUMP + "/description")
        .then()
        .statusCode(400)
        .body("detail", equalTo("signals.t is not taken: low=2.0 must be below high=1.0"));
  }
}
