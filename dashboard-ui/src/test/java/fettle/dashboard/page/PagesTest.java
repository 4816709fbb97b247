package fettle.dashboard.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import fettle.dashboard.fixture.PlayedGateway;
import fettle.dashboard.fixture.RealRedis;
import fettle.telemetry.store.RejectedMessage;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealRedis.class)
class PagesTest {
  PlayedGateway gateway;

  @BeforeEach
  void emptyStore() {
    gateway.wipe();
    gateway.openStream();
  }

  @Test
  void noPageHasAnythingInlineAndThePolicySaysSo() {
    String html =
        given()
            .get("/")
            .then()
            .statusCode(200)
            .header("Content-Security-Policy", containsString("default-src 'none'"))
            .header("X-Content-Type-Options", equalTo("nosniff"))
            .extract()
            .asString();

    assertThat(html)
        .doesNotContain("<style")
        .doesNotContain(" style=")
        .doesNotContainPattern("\\son[a-z]+=")
        .doesNotContainPattern("<script(?![^>]*src=)(?! type=\"application/(json|octet-stream)\")")
        .doesNotContain("http://")
        .doesNotContain("https://");
  }

  @Test
  void theChosenThemeIsInTheFirstPaintAndAnythingElseIsIgnored() {
    assertThat(given().cookie("theme", "dark").get("/").asString()).contains("data-theme=\"dark\"");
    assertThat(given().cookie("theme", "\"><script>").get("/").asString())
        .doesNotContain("data-theme");
  }

  @Test
  void aPageSpeaksTheLanguageOfTheBrowserUntilThePersonChoosesAnother() {
    String german = given().header("Accept-Language", "de-CH, en;q=0.5").get("/").asString();
    assertThat(german)
        .contains("<html lang=\"de\"", "Maschinen", "data-language=\"en\"", "Auffällig");

    String english =
        given().header("Accept-Language", "de").cookie("language", "en").get("/").asString();
    assertThat(english).contains("<html lang=\"en\"", "Machines", "data-language=\"de\"");
  }

  @Test
  void whatIsWrongIsSaidInThePersonsLanguageToo() {
    given()
        .cookie("language", "de")
        .get("/machines/edge-01/nobody")
        .then()
        .statusCode(404)
        .body(containsString("Von edge-01/nobody ist noch nichts angekommen."));
  }

  @Test
  void whatWasSearchedIsEscaped() {
    assertThat(given().queryParam("q", "\"><b>").get("/").asString()).doesNotContain("<b>");
  }

  @Test
  void aKnownMachineHasAPage() {
    long now = System.currentTimeMillis();
    gateway.write(gateway.machine("edge-01/pump-01").reading(now, 0.1, 20, 1));

    given()
        .get("/machines/edge-01/pump-01")
        .then()
        .statusCode(200)
        .body(containsString("data-machine=\"edge-01/pump-01\""));
  }

  @Test
  void anUnknownMachineHasAPageThatSaysSo() {
    given()
        .get("/machines/edge-01/nobody")
        .then()
        .statusCode(404)
        .contentType("text/html")
        .body(containsString("No such machine"));
  }

  @Test
  void rejectedMessagesAreShownWithReasonAndPlace() {
    gateway.reject(
        new RejectedMessage(2, 41, "edge-07", "sensor", "NOT_JSON", "<b>no object", 1_000, 17));

    given()
        .get("/rejected")
        .then()
        .statusCode(200)
        .body(containsString("NOT_JSON"))
        .body(containsString("&lt;b&gt;no object"))
        .body(containsString("2, 41"));
  }
}
