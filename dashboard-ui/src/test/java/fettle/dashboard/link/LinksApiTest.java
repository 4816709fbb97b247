package fettle.dashboard.link;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import fettle.dashboard.fixture.PlayedGateway;
import fettle.dashboard.fixture.RealRedis;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(RealRedis.class)
class LinksApiTest {
  private static final String LINKS = "/api/machines/edge-01/pump-01/links";
  private static final long MINUTE = 60_000;

  PlayedGateway gateway;
  RealRedis redis;
  private long now;

  @BeforeEach
  void tenMinutesOfTwoPumps() {
    gateway.wipe();
    gateway.openStream();
    now = System.currentTimeMillis();
    for (String name : new String[] {"edge-01/pump-01", "edge-01/pump-02"}) {
      var pump = gateway.machine(name).intervals(1_000, 1_000);
      for (long time = now - 10 * MINUTE; time < now; time += 1_000) {
        pump.reading(time, 0.1, name.endsWith("1") ? 20 : 50, 1);
      }
      gateway.write(pump.arrived(now, now, now));
    }
  }

  @Test
  void aLinkShowsItsMachineAndTimeAndNothingElse() {
    JsonPath link = link("{\"from\":%d,\"to\":%d}".formatted(now - 5 * MINUTE, now - 4 * MINUTE));

    JsonPath shown =
        shared(link, "?machine=edge-01/pump-02&from=%d&to=%d".formatted(now - 10 * MINUTE, now));

    assertThat(shown.getList("view.series.t")).hasSizeBetween(60, 61);
    assertThat(shown.getString("view.series.machine")).isEqualTo("pump-01");
    assertThat(shown.getList("machine.signals")).containsExactly("temperature", "vibration");
    assertThat(shown.getBoolean("live")).isFalse();
    assertThat(link.getLong("expires"))
        .isBetween(now + Duration.ofDays(7).toMillis(), now + Duration.ofDays(8).toMillis());
  }

  @Test
  void aLiveLinkOfOneSignalGoesOnWithTime() {
    JsonPath link = link("{\"rangeMs\":60000,\"signal\":\"vibration\",\"days\":1}");

    JsonPath shown = shared(link, "");

    assertThat(shown.getList("machine.signals")).containsExactly("vibration");
    assertThat(shown.getList("machine.lastValues")).containsExactly(1f);
    assertThat(shown.getMap("view.series.signals")).containsOnlyKeys("vibration");
    assertThat(shown.getLong("to")).isBetween(now, now + MINUTE);
  }

  @Test
  void aLinksPageNeedsNoOneAndMayNotBeFramed() {
    JsonPath link = link("{\"rangeMs\":60000}");

    given()
        .get(link.getString("path"))
        .then()
        .statusCode(200)
        .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
        .header("Cache-Control", containsString("no-store"))
        .body(containsString(">pump-01</h1>"))
        .body(not(containsString("href=\"/alarms\"")));
  }

  @Test
  void onlyTheChartToBeEmbeddedMayStandInAFrameOfTheSitesThatAreNamed() {
    JsonPath link = link("{\"rangeMs\":60000,\"signal\":\"vibration\"}");

    given()
        .get(link.getString("embed"))
        .then()
        .statusCode(200)
        .header(
            "Content-Security-Policy", containsString("frame-ancestors https://intranet.example"))
        .header("Content-Security-Policy", containsString("default-src 'none'"))
        .body(containsString("data-signal=\"vibration\""));
  }

  @Test
  void aLinkThatIsTakenBackOpensNowhereAndTheOthersStillDo() {
    JsonPath link = link("{\"rangeMs\":60000,\"by\":\"Anna\"}");
    JsonPath other = link("{\"rangeMs\":60000}");
    shared(link, "");

    revoke(link.getString("id"), "Ben").statusCode(200).body("revokedBy", equalTo("Ben"));

    String token = link.getString("path").replace("/shared/", "");
    for (String path : List.of("/api/shared/", "/shared/", "/embed/")) {
      given().get(path + token).then().statusCode(404).body(containsString("was taken back"));
    }
    shared(other, "");
    given()
        .get("/api/links")
        .then()
        .body("id", equalTo(List.of(other.getString("id"), link.getString("id"))))
        .body("[0].revokedAt", nullValue())
        .body("[1].by", equalTo("Anna"))
        .body("[1].machine", equalTo("edge-01/pump-01"))
        .body("[1].rangeMs", equalTo(60_000))
        .body("[1].revokedBy", equalTo("Ben"));
    given()
        .get("/api/machines/edge-01/pump-01/events")
        .then()
        .body(
            "findAll { it.kind == 'link' }.collect { it.what + ' ' + it.by }",
            hasItems("link made Anna", "link taken back Ben"),
            "find { it.what == 'link made' && it.by == 'Anna' }.opensUntil",
            equalTo(link.getLong("expires")),
            "findAll { it.what == 'link taken back' }.collect { it.opensUntil }",
            everyItem(nullValue()));
  }

  @Test
  void whoTakesALinkBackStaysWrittenWhenAnotherDoesItAgain() {
    String id = link("{\"rangeMs\":60000}").getString("id");
    revoke(id, "Ben").statusCode(200);

    revoke(id, "Carla").statusCode(200).body("revokedBy", equalTo("Ben"));
  }

  @Test
  void aLinkThatNobodyGaveCannotBeTakenBack() {
    revoke("nothing", "Ben").statusCode(404).body("detail", containsString("has the id nothing"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"no json", "null", "{}", "{\"id\":\"odd\",\"machine\":\"pump\",\"by\":\"\"}"})
  void whatIsListedAndCannotBeReadIsSaidBesidesTheOthersAndCanBeTakenOff(String text) {
    String id = link("{\"rangeMs\":60000}").getString("id");
    gateway.keepLink("odd", text, now + MINUTE);

    given()
        .get("/api/links")
        .then()
        .statusCode(200)
        .body("id", equalTo(List.of("odd", id)))
        .body("unreadable", equalTo(Arrays.asList(true, null)));

    revoke("odd", "Ben").statusCode(200).body("revokedBy", equalTo("Ben"));

    given().get("/api/links").then().body("id", equalTo(List.of(id)));
  }

  @Test
  void noLinkOpensInAStoreThatLostItsData() {
    JsonPath link = link("{\"rangeMs\":60000}");

    tenMinutesOfTwoPumps();

    given().get(link.getString("path")).then().statusCode(404);
  }

  @Test
  void noMoreLinksAreMadeThanAreKeptAndThoseThatHaveEndedMakeRoom() {
    gateway.fillLinks(now + MINUTE);
    given()
        .contentType(ContentType.JSON)
        .body("{\"rangeMs\":60000}")
        .post(LINKS)
        .then()
        .statusCode(409)
        .body("detail", containsString("2000 links are kept"));

    gateway.fillLinks(now - 1);

    shared(link("{\"rangeMs\":60000}"), "");
  }

  @Test
  void whileTheStoreIsAwayNoLinkOpensAndItIsSaidWhy() {
    JsonPath link = link("{\"rangeMs\":60000}");
    String token = link.getString("path").replace("/shared/", "");

    redis.stopServer();
    try {
      given()
          .get(link.getString("path"))
          .then()
          .statusCode(503)
          .body(containsString("cannot be told at the moment"))
          .body(not(containsString("pump-01")));
      given().get("/api/shared/" + token).then().statusCode(503);
    } finally {
      redis.startServer();
    }
  }

  private static ValidatableResponse revoke(String id, String by) {
    return given()
        .contentType(ContentType.JSON)
        .body("{\"by\":\"%s\"}".formatted(by))
        .put("/api/links/%s/revocation".formatted(id))
        .then();
  }

  @ParameterizedTest
  @CsvSource({"/api/shared/nothing", "/shared/nothing", "/embed/a.b"})
  void aLinkThatIsNoneIsNotFound(String path) {
    given()
        .get(path)
        .then()
        .statusCode(404)
        .body(containsString("is not known, or was taken back"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                             | rangeMs | is missing",
        "{\"rangeMs\":999}              | rangeMs | must be from 1000",
        "{\"from\":5,\"to\":5}          | to      | must be from 6",
        "{\"rangeMs\":60000,\"days\":31} | days    | must be from 1 to 30",
        "{\"rangeMs\":60000,\"signal\":\"x\"} | signal | is none of edge-01/pump-01",
      })
  void aBadWishIsNamedWithItsRule(String wish, String parameter, String rule) {
    given()
        .contentType(ContentType.JSON)
        .body(wish)
        .post(LINKS)
        .then()
        .statusCode(400)
        .body("parameter", equalTo(parameter))
        .body("detail", containsString(rule));
  }

  private static JsonPath link(String wish) {
    return given()
        .contentType(ContentType.JSON)
        .body(wish)
        .post(LINKS)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static JsonPath shared(JsonPath link, String query) {
    String token = link.getString("path").replace("/shared/", "");
    return given()
        .get("/api/shared/" + token + query)
        .then()
        .statusCode(200)
        .header("Cache-Control", containsString("no-store"))
        .extract()
        .jsonPath();
  }
}
