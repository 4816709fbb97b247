package fettle.dashboard.label;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import fettle.dashboard.fixture.PlayedGateway;
import fettle.dashboard.fixture.RealRedis;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealRedis.class)
class LabelsApiTest {
  private static final String HEADER = "device,machine,from,to,label,by,at,component,comment\n";
  private static final String SEAL =
      "edge-01,pump-01,2026-03-01T10:00:00Z,2026-03-01T12:00:00Z,seal leaks,sap,2026-03-02T08:00:00Z,seal,\"drips, \"\"badly\"\"\"\n";
  private static final String FINE = "edge-01,pump-02,1772359200000,1772366400000,ok,,,,\n";

  PlayedGateway gateway;

  @BeforeEach
  void emptyStore() {
    gateway.wipe();
  }

  private static ValidatableResponse csv(String body) {
    return given()
        .contentType("text/csv")
        .body(body)
        .queryParam("by", "cmms")
        .post("/api/labels")
        .then();
  }

  private static ValidatableResponse json(String body) {
    return given().contentType(ContentType.JSON).body(body).post("/api/labels").then();
  }

  @Test
  void rowsOfCsvAreTakenAndHandedOutAgain() {
    csv(HEADER + SEAL + FINE).statusCode(200).body("taken", equalTo(2)).body("known", equalTo(0));

    given()
        .get("/api/labels")
        .then()
        .body("label", equalTo(List.of("seal leaks", "ok")))
        .body("by", equalTo(List.of("sap", "cmms")))
        .body("[0].at", equalTo(1_772_438_400_000L))
        .body("[0].comment", equalTo("drips, \"badly\""))
        .body("[1].from", equalTo(1_772_359_200_000L));
  }

  @Test
  void theSameAgainChangesNothingAndAnotherWordIsANewVersion() {
    csv(HEADER + SEAL + FINE);

    csv(HEADER + SEAL + FINE).body("taken", equalTo(0)).body("known", equalTo(2));
    csv(HEADER + SEAL.replace("seal leaks", "bearing")).body("taken", equalTo(1));

    given().get("/api/labels").then().body("label", equalTo(List.of("bearing", "ok")));
  }

  @Test
  void rowsThatBreakARuleAreNamedByLineAndNothingIsTaken() {
    csv(HEADER
            + SEAL
            + "edge-01,pump-01,yesterday,2026-03-01T12:00:00Z,x,,,,\n"
            + "edge-01,,1,2,x,,,,\n"
            + "edge-01,pump-01,2,1,x,,,,\n"
            + "edge-01,pump 1,1,2,x,,,,\n")
        .statusCode(400)
        .contentType("application/problem+json")
        .body(
            "detail",
            equalTo(
                "line 3: from 'yesterday' is no time; write it as 2026-03-01T12:00:00Z or in epoch"
                    + " milliseconds; line 4: the label has no machine; line 5: the label ends"
                    + " before it begins; exchange from and to; line 6: machine 'pump 1' is no"
                    + " machine's name; nothing was taken"));

    given().get("/api/labels").then().body("$", empty());
  }

  @Test
  void whatIsNoCsvOfLabelsSaysWhatIsMissing() {
    csv("device;machine\na;b\n")
        .statusCode(400)
        .body("detail", containsString("line 1: the header has no device"));
    csv(HEADER).statusCode(400).body("detail", containsString("there are 0 labels"));
    csv("").statusCode(400);
  }

  @Test
  void jsonIsTakenAsAListOrAsAnObjectWithOne() {
    String one =
        "{\"device\":\"edge-01\",\"machine\":\"pump-01\",\"from\":1,\"to\":2,\"label\":\"worn\"}";

    json("[" + one + "]").statusCode(200).body("taken", equalTo(1));
    json("{\"labels\":[" + one + "]}").body("known", equalTo(1));

    json("[" + one + ",{\"device\":\"edge-01\"}]")
        .statusCode(400)
        .body("detail", equalTo("[1]: the label has no from; nothing was taken"));
    json("[" + one.replace("worn", "\\u0001 \\ud800") + "]")
        .statusCode(400)
        .body("detail", containsString("[0]: the label has no label"));
    json("{").statusCode(400).body("detail", containsString("no JSON"));
    json("7").statusCode(400).body("detail", containsString("no list of labels"));
    given().get("/api/labels").then().body("$", hasSize(1)).body("[0].by", equalTo("import"));
  }

  @Test
  void anExportOfOneMachineAndTimeIsWhatAnImportTakes() {
    csv(HEADER + SEAL + FINE);

    String exported =
        given()
            .queryParam("format", "csv")
            .queryParam("machine", "edge-01/pump-01")
            .queryParam("from", "2026-03-01T11:00:00Z")
            .get("/api/labels")
            .then()
            .statusCode(200)
            .header("Content-Type", containsString("text/csv"))
            .header("Content-Disposition", containsString("labels.csv"))
            .extract()
            .asString();

    assertThat(exported.lines())
        .containsExactly(
            "device,machine,from,to,label,by,at,component,comment,alarm,model",
            "edge-01,pump-01,2026-03-01T10:00:00Z,2026-03-01T12:00:00Z,seal leaks,sap,"
                + "2026-03-02T08:00:00Z,seal,\"drips, \"\"badly\"\"\",,");
    csv(exported).body("known", equalTo(1));
    given().get("/api/labels?to=1").then().body("$", empty());
    given()
        .get("/api/labels?format=xml")
        .then()
        .statusCode(400)
        .body("parameter", equalTo("format"));
  }

  @Test
  void aCellThatASpreadsheetWouldRunIsText() {
    json("[{\"device\":\"e\",\"machine\":\"p\",\"from\":1,\"to\":2,\"label\":\"=1+1\"}]");

    assertThat(given().get("/api/labels?format=csv").asString()).contains(",'=1+1,");
  }

  @Test
  void aPageOfAnotherSiteCannotImport() {
    given()
        .contentType("text/csv")
        .header("Origin", "https://evil.example")
        .body(HEADER + SEAL)
        .post("/api/labels")
        .then()
        .statusCode(403);
  }
}
