package fettle.dashboard.pipeline;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import fettle.dashboard.fixture.PlayedGateway;
import fettle.dashboard.fixture.PlayedWorker;
import fettle.dashboard.fixture.RealRedis;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealRedis.class)
class PipelinesApiTest {
  private static final String TRAIN = "/api/pipelines/train/requests";

  PlayedGateway gateway;
  private PlayedWorker worker;
  private long now;

  @BeforeEach
  void emptyStore() {
    gateway.wipe();
    worker = new PlayedWorker(gateway);
    now = System.currentTimeMillis();
  }

  private static RequestSpecification asking(String body) {
    return given().contentType(ContentType.JSON).body(body);
  }

  @Test
  void anEmptyStoreHasNoRunsNoWorkerAndNothingThatWaits() {
    given()
        .get("/api/pipelines")
        .then()
        .statusCode(200)
        .body("worker", nullValue())
        .body("runs", empty())
        .body("pipelines.pipeline", equalTo(List.of("train", "deploy", "dataset", "retrain")))
        .body("pipelines.request", equalTo(Arrays.asList(null, null, null, null)));
  }

  @Test
  void runsAreListedNewestFirstWithHowTheyWent() {
    worker.show(PlayedWorker.run("provision", "anna", now - 500_000, now, "redis:DONE:900"));
    worker.show(
        PlayedWorker.run(
            "deploy", "ben", now - 90_000, now, "manifest:DONE:5", "modules:FAILED:9"));
    worker.show(PlayedWorker.run("train", "anna", now - 60_000, now, "upload:RUNNING:0"));
    worker.show(PlayedWorker.run("train", null, now - 700_000, now - 600_000, "upload:RUNNING:0"));

    given()
        .get("/api/pipelines")
        .then()
        .body("runs.pipeline", equalTo(List.of("train", "deploy", "provision", "train")))
        .body("runs.outcome", equalTo(List.of("running", "failed", "succeeded", "broken_off")))
        .body("runs[1].steps.status", equalTo(List.of("done", "failed")))
        .body("runs[1].steps[1].error", containsString("within 300 s"))
        .body("runs[1].ended", equalTo(now - 90_000 + 14))
        .body("runs[3].by", nullValue());
  }

  @Test
  void whatTheWorkerSawIsPassedOnAsItIs() {
    given().get("/api/pipelines").then().body("status", nullValue());

    worker.look("{\"environment\":\"plant\",\"gateway\":{\"ready\":true}}");

    given()
        .get("/api/pipelines")
        .then()
        .body("status.environment", equalTo("plant"))
        .body("status.gateway.ready", equalTo(true));
  }

  @Test
  void aRequestWaitsAndASecondOneIsRefusedAndNamesTheFirst() {
    asking("{\"by\":\"anna\"}").post(TRAIN).then().statusCode(202).body("by", equalTo("anna"));

    asking("{}")
        .post(TRAIN)
        .then()
        .statusCode(409)
        .contentType("application/problem+json")
        .body("detail", equalTo("train was asked for by anna already; wait for its end"));
    given()
        .get("/api/pipelines")
        .then()
        .body("pipelines[0].request.by", equalTo("anna"))
        .body("pipelines[0].request.begun", equalTo(false));

    worker.finish("train");
    asking("{}").post(TRAIN).then().statusCode(202).body("by", equalTo("dashboard"));
  }

  @Test
  void aPipelineThatCannotBeAskedForIsNamed() {
    asking("{}")
        .post("/api/pipelines/provision/requests")
        .then()
        .statusCode(400)
        .body("parameter", equalTo("pipeline"))
        .body("detail", equalTo("pipeline must be one of train, deploy, dataset, retrain"));
  }

  @Test
  void aPageOfAnotherSiteCannotAsk() {
    asking("{}").header("Origin", "https://evil.example").post(TRAIN).then().statusCode(403);

    given().get("/api/pipelines").then().body("pipelines[0].request", nullValue());
  }
}
