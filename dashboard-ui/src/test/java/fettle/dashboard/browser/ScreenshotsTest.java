package fettle.dashboard.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import fettle.dashboard.fixture.Alarms;
import fettle.dashboard.fixture.PlayedGateway;
import fettle.dashboard.fixture.PlayedModels;
import fettle.dashboard.fixture.PlayedWorker;
import fettle.dashboard.fixture.RealRedis;
import fettle.dashboard.fixture.SimulatedFleet;
import fettle.telemetry.alarm.Alarm;
import fettle.telemetry.command.Progress;
import fettle.telemetry.command.Settings;
import fettle.telemetry.hub.HubUsage;
import fettle.telemetry.hub.HubWarning;
import fettle.telemetry.machine.MachineDescription;
import fettle.telemetry.machine.MachineTwin;
import fettle.telemetry.machine.ModelSet;
import fettle.telemetry.machine.SignalDescription;
import fettle.telemetry.notify.EndpointStatus;
import fettle.telemetry.store.RejectedMessage;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * Pictures of every page, light and dark, desktop and phone, English and German, in {@code
 * target/screenshots}; each is held against WCAG 2.2 AA.
 */
@QuarkusTest
@QuarkusTestResource(RealRedis.class)
class ScreenshotsTest {
  private static final Path FOLDER = Path.of("target/screenshots");
  private static final int MINUTES = 12;

  private static final Instant BEGUN = Instant.now();

  private static final Map<String, String> PAGES =
      Map.ofEntries(
          entry("fleet", "/"),
          entry("alarms", "/alarms"),
          entry("audit", "/audit"),
          entry("sorted", "/?sort=-site"),
          entry("machine", "/machines/edge-01/pump-03?range=15m"),
          entry(
              "past",
              "/machines/edge-01/pump-03?from=%s&to=%s"
                  .formatted(BEGUN.minusSeconds(600), BEGUN.minusSeconds(60))),
          entry("hub", "/machines/edge-02/pump-01"),
          entry("module", "/machines/edge-01/pump-01"),
          entry("offline", "/machines/edge-02/pump-03"),
          entry(
              "compare",
              "/compare?machine=edge-01/pump-01&machine=edge-01/pump-03&machine=edge-02/pump-01&range=15m"),
          entry("models", "/models"),
          entry("model", "/models/pump:1"),
          entry("pipelines", "/pipelines"),
          entry("rejected", "/rejected"),
          entry("kiosk", "/kiosk?machines=edge-01/pump-03&range=15m"));

  @TestHTTPResource("/")
  URI base;

  PlayedGateway gateway;
  private SimulatedFleet fleet;

  @Test
  void everyPageIsPictured() {
    fill();
    Map<String, String> pages = new TreeMap<>(PAGES);
    JsonPath link =
        given()
            .contentType(ContentType.JSON)
            .body("{\"rangeMs\":600000,\"signal\":\"temperature\"}")
            .post("/api/machines/edge-01/pump-03/links")
            .jsonPath();
    pages.put("shared", link.getString("path"));
    pages.put("embed", link.getString("embed"));
    String taken = give("edge-02/pump-01", "{\"rangeMs\":3600000,\"by\":\"Ben\"}");
    give("edge-01/pump-01", "{\"from\":1760000000000,\"to\":1760003600000,\"by\":\"Anna\"}");
    decide("PUT", "/api/links/%s/revocation".formatted(taken), "{\"by\":\"Anna\"}");
    try (Chromium chromium = Chromium.start()) {
      SoftAssertions.assertSoftly(
          softly -> {
            for (Device device : Device.values()) {
              pages.forEach((name, path) -> picture(chromium, name, path, device, softly));
            }
          });
    }
  }

  /** Where a page is looked at, and in which language. */
  private enum Device {
    DESKTOP(1280, 900, "en-GB"),
    PHONE(390, 844, "de-DE");

    private final int width;
    private final int height;
    private final String locale;

    Device(int width, int height, String locale) {
      this.width = width;
      this.height = height;
      this.locale = locale;
    }
  }

  private void fill() {
    gateway.wipe();
    fleet = new SimulatedFleet(gateway.openStream(), 18);
    long now = System.currentTimeMillis();
    for (long time = now - MINUTES * 60_000L; time < now; time += 1_000) {
      fleet.second(time);
    }
    gateway.writeAll(fleet.machines());
    showRuns(now);
    showAlarms(now);
    showModels(now);
    showNames();
    showCommands(now);
    gateway.reject(
        new RejectedMessage(
            0, 41_207, "edge-04", "sensor", "NOT_JSON", "the body is no JSON object", now, 17));
    gateway.reject(
        new RejectedMessage(
            2, 9_120, "edge-02", "", "TOO_LARGE", "body of 300000 bytes", now - 90_000, 300_000));
  }

  private void showRuns(long now) {
    PlayedWorker worker = new PlayedWorker(gateway);
    worker.arrive("plant-a/4711");
    worker.look(
        """
        {"environment":"demo","target":"local","at":"2026-01-02T03:04:05Z",
         "resources":[
          {"name":"redis","state":"running","since":"2026-01-02T01:04:05Z","restarts":0},
          {"name":"hub","state":"waiting","since":"2026-01-02T03:04:00Z","restarts":2},
          {"name":"lake","state":"there","since":null,"restarts":null}],
         "modules":[{"device":"edge-01","name":"inference","state":"running","connected":true,
                     "restarts":0,"model":"pump:3 (active)"}],
         "gateway":{"ready":true,"lagRecords":12},"runs":[],
         "remarks":["the hub does not answer; see hub.log"]}
        """);
    worker.show(
        PlayedWorker.run(
            "provision", "anna", now - 5_400_000, now, "redis:DONE:900", "hub:DONE:4200"));
    worker.show(
        PlayedWorker.run(
            "deploy", "ben", now - 900_000, now, "manifest:DONE:400", "modules:FAILED:300000"));
    worker.show(
        PlayedWorker.run(
            "train",
            "schedule",
            now - 9_000,
            now,
            "upload:DONE:1200",
            "dataset:DONE:90",
            "submit:DONE:300",
            "follow:RUNNING:0",
            "model:WAITING:0"));
  }

  private void showAlarms(long now) {
    gateway.show(Alarms.open("edge-01/pump-03", now - 340_000, 335_000));
    gateway.show(Alarms.open("edge-02/pump-01", now - 95_000, 80_000));
    Alarm confirmed = Alarms.over("edge-03/pump-02", now - 7_400_000, 2_700_000);
    gateway.show(confirmed);
    gateway.show(Alarms.over("edge-01/pump-01", now - 90_000_000, 45_000));
    Alarm hot = Alarms.outOfLimits("edge-02/pump-02", now - 400_000);
    gateway.show(hot);
    gateway.show(Alarms.offline("edge-02/pump-03", now - 700_000, now - 600_000));
    decide(
        "PUT", "/api/alarms/%s/assignment".formatted(hot.id()), "{\"to\":\"Ben\",\"by\":\"Anna\"}");
    decide(
        "POST",
        "/api/alarms/%s/comments".formatted(hot.id()),
        "{\"comment\":\"The probe was changed last week.\",\"by\":\"Ben\"}");
    decide(
        "PUT",
        "/api/maintenance",
        "{\"machine\":\"edge-01/pump-03\",\"to\":\"%d\",\"reason\":\"Oil change\",\"by\":\"Anna\"}"
            .formatted(now + 7_200_000));
    decide(
        "PUT",
        "/api/maintenance",
        "{\"site\":\"Hall 2\",\"from\":\"%d\",\"to\":\"%d\",\"reason\":\"Inspection\",\"by\":\"Anna\"}"
            .formatted(now + 90_000_000, now + 97_200_000));
    gateway.tell(
        "gateway-1",
        new EndpointStatus(
            "cmms",
            "webhook",
            0,
            41,
            2,
            0,
            3,
            now - 340_000,
            now - 9_000_000,
            "no answer in time",
            now));
    gateway.tell(
        "gateway-1",
        new EndpointStatus(
            "shift",
            "teams",
            7,
            12,
            31,
            0,
            3,
            now - 9_000_000,
            now - 12_000,
            "it answered 503",
            now));
    label(confirmed, "{\"label\":\"false alarm\",\"by\":\"Ben\",\"comment\":\"Looks fine\"}");
    new PlayedWorker(gateway).archive();
    label(
        confirmed,
        "{\"label\":\"real fault\",\"by\":\"Anna\",\"component\":\"bearing\","
            + "\"comment\":\"Outer race is pitted; replaced on Tuesday.\"}");
  }

  private void showNames() {
    gateway.describe(
        "edge-01/pump-01",
        new MachineDescription(
            "Feed pump",
            "Leipzig",
            "Bottling 3",
            Map.of(
                "temperature", new SignalDescription("Bearing", "°C", 20, 60),
                "flow", new SignalDescription("", "", Double.NaN, 40))));
    gateway.describe(
        "edge-01/pump-03",
        new MachineDescription(
            "Return pump",
            "Leipzig",
            "Bottling 3",
            Map.of("vibration", new SignalDescription("", "", Double.NaN, 4))));
    gateway.describe("edge-02/pump-01", new MachineDescription("", "Lyon", "", Map.of()));
  }

  private void showCommands(long now) {
    String sha = "5f".repeat(32);
    gateway.takeCommands(Duration.ofMinutes(30));
    gateway.know(new ModelSet("file:///m.json", sha, "pump:2", now));
    gateway.know(
        "edge-01",
        new MachineTwin(
                "sensor",
                MachineTwin.SIMULATED,
                new Settings(100L, null, null),
                new Settings(1_000L, 10L, 5_000L),
                Map.of(),
                "",
                "",
                "",
                now)
            .withModels(sha, sha, ""));
    end("{\"action\":\"ping\",\"by\":\"Ben\"}", "The module answered.", "{\"time\":1}");
    end(
        "{\"action\":\"injectFault\",\"fault\":\"cavitation\",\"by\":\"Anna\"}",
        "The module sensor of edge-01 is not connected to the hub.",
        "");
    command("{\"action\":\"settings\",\"intervalMs\":100,\"by\":\"Anna\"}");
    gateway.takeCommand();
  }

  private void end(String asked, String words, String result) {
    command(asked);
    Progress.State state = result.isEmpty() ? Progress.State.FAILED : Progress.State.DONE;
    gateway.progress(gateway.takeCommand().id(), state, words, result);
  }

  private static void command(String asked) {
    given()
        .contentType(ContentType.JSON)
        .body(asked)
        .post("/api/machines/edge-01/pump-01/commands")
        .then()
        .statusCode(202);
  }

  private static String give(String machine, String wish) {
    return given()
        .contentType(ContentType.JSON)
        .body(wish)
        .post("/api/machines/%s/links".formatted(machine))
        .jsonPath()
        .getString("id");
  }

  private void showModels(long now) {
    PlayedModels models = new PlayedModels(gateway);
    models.card("pump:1", now - 600_000_000, "pump:1 is the first model here");
    models.card("pump:2", now - 7_200_000, "pump:2 is clearly better than pump:1: F1 0.91");
    models.inUse("pump:2", now, "pump:2 is clearly better than pump:1: F1 0.91");
    models.drift(gateway.machine("edge-01/pump-01"), "pump:1", "temperature", now);
    models.drift(gateway.machine("edge-01/pump-03"), "pump:1", "", now);
    models.drift(gateway.machine("edge-01/pump-02"), "pump:2", "", now);
  }

  /** What the hub's quota has left: plenty, or nothing. */
  private static HubUsage usage(boolean full) {
    long now = System.currentTimeMillis();
    List<HubWarning> warnings =
        List.of(
            new HubWarning(HubWarning.Kind.QUOTA, 100, now),
            new HubWarning(HubWarning.Kind.THROTTLE, 0, now));
    return full
        ? new HubUsage("plant-a", now, 400_120, 400_000, 9_000, now, 42, 100, warnings)
        : new HubUsage("plant-a", now, 120_000, 400_000, 9_000, 0, 0, 100, List.of());
  }

  private static void label(Alarm alarm, String body) {
    decide("PUT", "/api/alarms/%s/label".formatted(alarm.id()), body);
  }

  private static void decide(String method, String path, String body) {
    given().contentType(ContentType.JSON).body(body).request(method, path).then().statusCode(200);
  }

  private void picture(
      Chromium chromium, String name, String path, Device device, SoftAssertions softly) {
    Page page =
        chromium.window(base, device.width, device.height, ColorScheme.LIGHT, device.locale);
    fleet.second(System.currentTimeMillis());
    gateway.writeAll(fleet.machines());
    gateway.measure(usage(name.equals("hub")));
    page.navigate(path);
    switch (name) {
      case "fleet", "sorted" -> assertThat(page.locator("#count-machines")).hasText("18");
      case "machine", "past" ->
          assertThat(page.locator(".chart-span").first())
              .hasText(Pattern.compile("[1-9].* (readings in view|Messwerte im Bild)"));
      case "pipelines" -> assertThat(page.locator(".run")).hasCount(3);
      case "models" -> assertThat(page.locator(".model")).hasCount(2);
      case "model" -> assertThat(page.locator(".signal[data-condition=anomalous]")).hasCount(1);
      case "alarms" -> {
        assertThat(page.locator(".alarm")).hasCount(6);
        page.locator(".alarm summary").nth(2).click();
      }
      case "kiosk" -> assertThat(page.locator("#kiosk-worst .kiosk-row")).hasCount(18);
      case "shared", "embed" ->
          assertThat(page.locator(".chart-number").last()).hasText(Pattern.compile("\\d.*"));
      case "compare" -> assertThat(page.locator(".legend li")).hasCount(3);
      case "module" -> {
        assertThat(page.locator(".command")).hasCount(3);
        page.locator("#describe summary").click();
        page.locator("#module").scrollIntoViewIfNeeded();
      }
      case "audit" -> {
        assertThat(page.locator(".command")).hasCount(3);
        assertThat(page.locator(".links tbody tr")).hasCount(3);
      }
      case "offline" -> assertThat(page.locator("#range-note")).isVisible();
      case "hub" -> assertThat(page.locator("#hub")).isVisible();
      default -> assertThat(page.locator("table")).isVisible();
    }
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      String file = "%s-%s-%s.png".formatted(name, device, scheme).toLowerCase(Locale.ROOT);
      byte[] png = page.screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve(file)));
      softly.assertThat(png).isNotEmpty();
      softly.assertThat(Barriers.of(page)).as(file).isEmpty();
    }
    assertThat(chromium.complaints()).isEmpty();
    chromium.closeWindows();
  }
}
