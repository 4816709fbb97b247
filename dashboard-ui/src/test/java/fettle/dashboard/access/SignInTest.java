package fettle.dashboard.access;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import com.microsoft.playwright.options.ColorScheme;
import fettle.dashboard.browser.Chromium;
import fettle.dashboard.fixture.Alarms;
import fettle.dashboard.fixture.LiveClient;
import fettle.dashboard.fixture.OidcServer;
import fettle.dashboard.fixture.PlayedGateway;
import fettle.dashboard.fixture.RealRedis;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Sign-in with a real provider. */
@QuarkusTest
@QuarkusTestResource(RealRedis.class)
@QuarkusTestResource(value = OidcServer.class, restrictToAnnotatedClass = true)
@EnabledIf("fettle.dashboard.fixture.OidcServer#isHere")
class SignInTest {
  private static final int SIGNED_OUT = 401;
  private static final int NOT_ALLOWED = 403;
  private static final int POLICY_VIOLATION = 1008;
  private static final String NOBODY = "";

  /** Who may do what, from whom on: everybody, viewer, operator, admin, or nobody at all. */
  private static final String TABLE =
      """
      GET / viewer
      GET /alarms viewer
      GET /audit viewer
      GET /machines/{device}/{machine} viewer
      GET /compare viewer
      GET /models viewer
      GET /models/{model} viewer
      GET /pipelines viewer
      GET /rejected viewer
      GET /kiosk viewer
      GET /sign-in viewer
      GET /sign-out everybody
      GET /signed-out everybody
      GET /live viewer
      GET /api/alarms viewer
      PUT /api/alarms/{id}/label operator
      PUT /api/alarms/{id}/acknowledgement operator
      GET /api/commands viewer
      PUT /api/alarms/{id}/assignment operator
      POST /api/alarms/{id}/comments operator
      PUT /api/alarms/{id}/shelving operator
      GET /api/maintenance viewer
      PUT /api/maintenance operator
      GET /api/notifications viewer
      GET /api/hub viewer
      GET /api/labels viewer
      POST /api/labels operator
      GET /api/machines viewer
      GET /api/machines/{device}/{machine} viewer
      GET /api/machines/{device}/{machine}/events viewer
      POST /api/machines/{device}/{machine}/notes operator
      GET /api/machines/{device}/{machine}/export viewer
      POST /api/machines/{device}/{machine}/commands operator
      GET /api/machines/{device}/{machine}/description viewer
      PUT /api/machines/{device}/{machine}/description admin
      GET /api/machines/{device}/{machine}/module viewer
      GET /api/machines/{device}/{machine}/series viewer
      GET /api/machines/{device}/{machine}/view viewer
      POST /api/machines/{device}/{machine}/links operator
      GET /api/links operator
      PUT /api/links/{id}/revocation operator
      GET /shared/{token} everybody
      GET /embed/{token} everybody
      GET /api/shared/{token} everybody
      GET /api/models viewer
      GET /api/models/{model} viewer
      GET /api/models/{model}/drift/{device}/{machine} viewer
      GET /api/pipelines viewer
      POST /api/pipelines/{pipeline}/requests operator
      GET /api/rejected viewer
      GET /q/openapi viewer
      GET /q/metrics viewer
      GET /q/health everybody
      GET /q/health/live everybody
      GET /q/health/ready everybody
      GET /q/health/started everybody
      GET /static/icon.svg everybody
      GET /nothing-here nobody
      GET /q/nothing-here nobody
      GET /api/alarms/{id} nobody
      DELETE /api/labels nobody
      PUT /live nobody
      """;

  /** Programs that ask, and how far they come. */
  private static final Map<String, Integer> RANKS =
      Map.of(
          NOBODY, 0, "robot-nobody", 0, "robot-viewer", 1, "robot-operator", 2, "robot-admin", 3);

  private static final List<String> NEEDS =
      List.of("everybody", "viewer", "operator", "admin", "nobody");

  @TestHTTPResource("/")
  URI base;

  PlayedGateway gateway;
  OidcServer provider;

  @BeforeEach
  void aPump() {
    gateway.wipe();
    gateway.openStream();
    long now = System.currentTimeMillis();
    gateway.write(
        gateway.machine("edge-01/pump-01").reading(now, 0.1, 20, 1).arrived(now, now, now));
    gateway.announce();
  }

  private RequestSpecification as(String program) {
    RequestSpecification asking = given().redirects().follow(false);
    return program.equals(NOBODY) ? asking : asking.auth().oauth2(provider.token(program));
  }

  private static String toward(String template) {
    return template
        .replace("{device}", "edge-01")
        .replace("{machine}", "pump-01")
        .replace("{model}", "pump:1")
        .replace("{pipeline}", "nothing")
        .replace("{id}", "nothing")
        .replace("{token}", "nothing");
  }

  @Test
  void everyRouteIsRefusedAndAllowedAsTheTableSays() {
    List<String> wrong = new ArrayList<>();
    Map<String, String> tokens = new HashMap<>();
    RANKS.keySet().forEach(who -> tokens.put(who, who.equals(NOBODY) ? "" : provider.token(who)));
    for (String line : TABLE.lines().toList()) {
      String[] parts = line.split(" ");
      int wanted = NEEDS.indexOf(parts[2]);
      RANKS.forEach(
          (who, rank) -> {
            RequestSpecification asking = given().redirects().follow(false);
            if (!who.equals(NOBODY)) {
              asking.auth().oauth2(tokens.get(who));
            }
            int status =
                asking
                    .contentType(ContentType.JSON)
                    .urlEncodingEnabled(false)
                    .request(parts[0], toward(parts[1]))
                    .statusCode();
            boolean asSaid =
                rank >= wanted
                    ? status != SIGNED_OUT && status != NOT_ALLOWED
                    : status == (who.equals(NOBODY) ? SIGNED_OUT : NOT_ALLOWED);
            if (!asSaid) {
              wrong.add("%s for '%s': %d".formatted(line, who, status));
            }
          });
    }

    assertThat(wrong).isEmpty();
  }

  @Test
  void everyRouteThatThereIsHasALineInTheTable() {
    Set<String> lines = new TreeSet<>();
    TABLE.lines().forEach(line -> lines.add(line.substring(0, line.lastIndexOf(' '))));
    Set<String> routes = Routes.ofThisServer();
    Map<String, Map<String, Object>> paths =
        as("robot-viewer").get("/q/openapi?format=json").jsonPath().getMap("paths");
    paths.forEach(
        (path, item) ->
            item.keySet()
                .forEach(method -> routes.add(method.toUpperCase(Locale.ROOT) + " " + path)));

    assertThat(routes).contains("GET /", "GET /live", "POST /api/labels").isSubsetOf(lines);
  }

  @Test
  void aProgramIsToldWhatItLacksAndABrowserIsLedToTheProvider() {
    as(NOBODY)
        .get("/api/machines")
        .then()
        .statusCode(SIGNED_OUT)
        .contentType("application/problem+json")
        .body("title", equalTo("Nobody is signed in"));
    as("robot-viewer")
        .contentType(ContentType.JSON)
        .post("/api/pipelines/train/requests")
        .then()
        .statusCode(NOT_ALLOWED)
        .contentType("application/problem+json")
        .body(
            "detail",
            equalTo(
                "this needs the role operator, which the provider does not give to robot-viewer"));
    as(NOBODY)
        .header("Accept", "text/html")
        .get("/alarms")
        .then()
        .statusCode(302)
        .header("Location", startsWith(provider.issuer()))
        .header("Location", containsString("code_challenge_method=S256"));
  }

  @Test
  void whatASignedInProgramMaySeeIsKeptByNobody() {
    as("robot-viewer")
        .get("/api/machines")
        .then()
        .statusCode(200)
        .header("Cache-Control", containsString("no-store"));
  }

  @Test
  void aTokenForAnotherProgramOrWithAnotherSignatureIsNone() {
    String token = provider.token("robot-viewer");

    as("robot-foreign").get("/api/machines").then().statusCode(SIGNED_OUT);
    given()
        .auth()
        .oauth2(token.substring(0, token.lastIndexOf('.')) + ".c2lnbmVk")
        .get("/api/machines")
        .then()
        .statusCode(SIGNED_OUT);
  }

  @Test
  void whoDecidesIsWhoIsSignedInWhateverTheRequestSays() {
    gateway.show(Alarms.open("edge-01/pump-01", System.currentTimeMillis() - 60_000, 50_000));
    String id = as("robot-viewer").get("/api/alarms").jsonPath().getString("alarms[0].id");

    as("robot-operator")
        .contentType(ContentType.JSON)
        .body("{\"label\":\"real fault\",\"by\":\"anna\"}")
        .put("/api/alarms/" + id + "/label")
        .then()
        .statusCode(200)
        .body("label.by", equalTo("robot-operator"));
    as("robot-operator")
        .contentType(ContentType.JSON)
        .put("/api/alarms/" + id + "/acknowledgement")
        .then()
        .statusCode(200)
        .body("acknowledged.by", equalTo("robot-operator"));
    as("robot-operator")
        .contentType("text/csv")
        .body("device,machine,from,to,label,by\nedge-01,pump-01,1000,2000,real fault,anna\n")
        .post("/api/labels?by=ben")
        .then()
        .statusCode(200);
    as("robot-viewer")
        .get("/api/labels?to=3000")
        .then()
        .body("by", equalTo(List.of("robot-operator")));
    as("robot-operator")
        .contentType(ContentType.JSON)
        .body("{\"by\":\"anna\"}")
        .post("/api/pipelines/train/requests")
        .then()
        .statusCode(202)
        .body("by", equalTo("robot-operator"));
  }

  @Test
  void aLinkIsTakenBackByWhoMadeItAndByAnAdminAndByNobodyElse() {
    String admins = give("robot-admin");
    String operators = give("robot-operator");

    as("robot-operator").get("/api/links").then().body("id", equalTo(List.of(operators)));
    as("robot-admin").get("/api/links").then().body("id", equalTo(List.of(operators, admins)));
    revoke("robot-operator", admins)
        .statusCode(404)
        .body("detail", containsString("an admin can take back those of others"));
    revoke("robot-admin", operators).statusCode(200).body("revokedBy", equalTo("robot-admin"));
    revoke("robot-operator", operators).statusCode(200).body("revokedBy", equalTo("robot-admin"));
    as("robot-admin").get("/api/links").then().body("[1].revokedAt", nullValue());
  }

  private String give(String who) {
    return as(who)
        .contentType(ContentType.JSON)
        .body("{\"rangeMs\":60000,\"by\":\"anna\"}")
        .post("/api/machines/edge-01/pump-01/links")
        .then()
        .statusCode(200)
        .extract()
        .path("id");
  }

  private ValidatableResponse revoke(String who, String id) {
    return as(who)
        .contentType(ContentType.JSON)
        .body("{\"by\":\"anna\"}")
        .put("/api/links/%s/revocation".formatted(id))
        .then();
  }

  @Test
  void theLiveSocketOpensForAViewerAndEndsWithTheSignIn() {
    assertThatThrownBy(() -> LiveClient.prompt(base)).hasMessageContaining("Handshake");
    try (LiveClient live = LiveClient.bearing(base, provider.token("robot-brief"))) {
      live.say("{'type':'fleet','text':'','conditions':[],'offset':0,'limit':10}").await("fleet");

      assertThat(live.awaitClose()).isEqualTo(POLICY_VIOLATION);
    }
  }

  @Test
  void aPersonIsLedToSignInComesBackToThePageSeesTheLiveFleetAndSignsOut() {
    try (Chromium chromium = Chromium.start()) {
      Page page = chromium.window(base, 1280, 900, ColorScheme.LIGHT);
      page.navigate("/?q=pump");
      signIn(page, "vera");

      assertThat(page).hasURL(base.resolve("/?q=pump").toString());
      assertThat(page.locator("#link")).hasAttribute("data-state", "live");
      assertThat(page.locator(".row-link")).hasCount(1);
      assertThat(page.locator(".person-name")).hasText("vera@plant.example");
      page.screenshot(
          new Page.ScreenshotOptions().setPath(Path.of("target/screenshots/signed-in.png")));

      page.navigate("/pipelines");
      assertThat(page.locator(".asks")).containsText("needs the role operator");
      assertThat(page.locator("[data-pipeline=train] button")).isDisabled();

      page.locator(".person a").click();
      page.getByText("Yes, sign me out").click();
      assertThat(page.locator("h1")).hasText("Signed out");
      page.screenshot(
          new Page.ScreenshotOptions().setPath(Path.of("target/screenshots/signed-out.png")));
      page.navigate("/");
      assertThat(page).hasTitle("Provider");
      assertThat(chromium.complaints()).isEmpty();
    }
  }

  @Test
  void aPersonWithoutARoleHasAPageThatSaysSo() {
    try (Chromium chromium = Chromium.start()) {
      Page page = chromium.window(base, 1280, 900, ColorScheme.LIGHT);
      page.navigate("/");
      signIn(page, "nora");

      assertThat(page.locator("main"))
          .containsText(
              "needs the role viewer, which the provider does not give to nora@plant.example");
      page.screenshot(
          new Page.ScreenshotOptions().setPath(Path.of("target/screenshots/no-role.png")));
    }
  }

  @Test
  void aPageWhoseSignInEndsSignsInAgainByItself() {
    try (Chromium chromium = Chromium.start()) {
      Page page = chromium.window(base, 1280, 900, ColorScheme.LIGHT);
      page.navigate("/");
      signIn(page, "otto");
      assertThat(page.locator("#link")).hasAttribute("data-state", "live");
      AtomicInteger opened = new AtomicInteger();
      page.routeWebSocket(
          Pattern.compile(".*/live"),
          socket -> {
            if (opened.incrementAndGet() == 1) {
              page.context()
                  .clearCookies(
                      new BrowserContext.ClearCookiesOptions()
                          .setName(Pattern.compile("q_session.*")));
              socket.close(
                  new WebSocketRoute.CloseOptions().setCode(POLICY_VIOLATION).setReason("over"));
            } else {
              socket.connectToServer();
            }
          });

      page.navigate("/machines/edge-01/pump-01");

      assertThat(page.locator("#link")).hasAttribute("data-state", "live");
      assertThat(page).hasURL(base.resolve("/machines/edge-01/pump-01").toString());
      assertThat(opened.get()).isEqualTo(2);
    }
  }

  private void signIn(Page page, String name) {
    assertThat(page).hasTitle("Provider");
    page.getByLabel("Name").fill(name);
    page.getByText("Sign in").click();
  }
}
