package fettle.dashboard.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.WebSocketRoute;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitUntilState;
import fettle.dashboard.fixture.Alarms;
import fettle.dashboard.fixture.PlayedGateway;
import fettle.dashboard.fixture.PlayedLake;
import fettle.dashboard.fixture.PlayedMachine;
import fettle.dashboard.fixture.PlayedWorker;
import fettle.dashboard.fixture.RealRedis;
import fettle.telemetry.alarm.Alarm;
import fettle.telemetry.command.Action;
import fettle.telemetry.command.Command;
import fettle.telemetry.command.Phrase;
import fettle.telemetry.command.Progress;
import fettle.telemetry.command.Sentence;
import fettle.telemetry.command.Settings;
import fettle.telemetry.hub.HubUsage;
import fettle.telemetry.hub.HubWarning;
import fettle.telemetry.machine.MachineDescription;
import fettle.telemetry.machine.MachineTwin;
import fettle.telemetry.machine.SignalDescription;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealRedis.class)
class DashboardInBrowserTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int HISTORY = 30;

  /** Numbers everything that can be worked with, and says the numbers. */
  private static final String CONTROLS =
      """
      () => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
        .filter((control) => control.checkVisibility() && !control.disabled && control.tabIndex >= 0)
        .map((control, i) => (control.dataset.number = i, i))
      """;

  /** The number of what has the focus, null when that cannot be seen or is outside of the page. */
  private static final String FOCUSED =
      """
      () => {
        const focused = document.activeElement;
        const outlined = [getComputedStyle(focused), getComputedStyle(focused, '::after')]
          .some(({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && outlineWidth !== '0px');
        return outlined && focused.dataset.number ? Number(focused.dataset.number) : null;
      }
      """;

  /** All but the one without which nothing is painted. */
  private static final Pattern SCRIPTS = Pattern.compile(".*/(?!early-)[^/]*[.]js");

  private static Chromium chromium;

  @TestHTTPResource("/")
  URI base;

  PlayedGateway gateway;
  RealRedis redis;
  private PlayedMachine pump;
  private long now;

  @BeforeAll
  static void startChromium() {
    chromium = Chromium.start();
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE.toMillis());
  }

  @AfterAll
  static void stopChromium() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @BeforeEach
  void aPumpThatHasRunForAWhile() {
    PlayedLake.wipe();
    gateway.wipe();
    gateway.openStream();
    pump = gateway.machine("edge-01/pump-01").intervals(1_000, 60_000);
    now = System.currentTimeMillis();
    for (int second = HISTORY; second > 0; second--) {
      pump.reading(now - second * 1_000L, 0.1, 20.5, 1);
    }
    arrive();
  }

  @AfterEach
  void noPageComplained() {
    List<String> complaints = chromium.complaints();
    chromium.closeWindows();
    assertThat(complaints).isEmpty();
  }

  private void reading(double score, double temperature) {
    now = Math.max(now + 1, System.currentTimeMillis());
    pump.reading(now, score, temperature, 1);
    arrive();
  }

  private void arrive() {
    gateway.write(pump.arrived(now, now, now));
    gateway.announce();
  }

  private Page open(String path) {
    Page page = chromium.window(base, 1280, 900, ColorScheme.LIGHT);
    page.navigate(path);
    return page;
  }

  @Test
  void aPersonOpensTheFleetThenAMachineAndSeesReadingsArriveUntilItTurnsAnomalous() {
    Page page = open("/");
    assertThat(page.locator("#count-machines")).hasText("1");
    assertThat(page.locator(".row .cell-condition")).hasText("Normal");

    page.locator(".row-machine").click();
    Locator temperature = chart(page, "Temperature").locator(".chart-number");
    assertThat(temperature).hasText("20.50");
    assertThat(inView(page)).hasText(HISTORY + " readings in view");
    assertThat(page.locator("#condition")).hasText("Normal");

    reading(0.2, 33.25);
    assertThat(temperature).hasText("33.25");
    assertThat(inView(page)).hasText(HISTORY + 1 + " readings in view");

    reading(0.93, 61.5);
    assertThat(temperature).hasText("61.50");
    assertThat(page.locator("#condition")).hasText("Anomalous");
    assertThat(chart(page, "Score").locator(".plot"))
        .hasAttribute("aria-label", Pattern.compile(".*1 anomalous stretch.*"));
  }

  @Test
  void aPersonConfirmsAnAlarmComesBackAndSeesWhoAndWhenAndTakesTheLabelsAlong() throws IOException {
    Alarm alarm = Alarms.open("edge-01/pump-01", now - 120_000, 90_000);
    gateway.show(alarm);
    Page page = open("/");
    assertThat(page.locator("#alarm-count")).hasText("1 open");
    page.locator(".nav a[href='/alarms']").click();
    Locator row = page.locator(".alarm");
    assertThat(row.locator(".alarm-state")).hasText("Open");
    assertThat(row.locator(".alarm-signals"))
        .hasText(Pattern.compile("vibration 58\\s%, temperature 24\\s%, flow 11\\s%"));
    row.locator("summary").click();

    row.getByLabel("Your name").fill("Anna");
    row.getByText("I look after it").click();
    assertThat(row.locator(".alarm-state")).hasText("Looked after");
    row.getByText("Real fault").click();
    row.getByLabel("Component").fill("bearing");
    row.getByLabel("Comment").fill("grinds, <b>badly</b>");
    gateway.show(alarm.clearedAt(now));
    assertThat(row.locator(".alarm-state")).hasText("Cleared");
    row.getByText("Save").click();

    assertThat(row.locator(".alarm-verdict")).hasText("Real fault");
    page.reload();
    row.locator("summary").click();
    assertThat(row.locator(".alarm-versions")).containsText("Real fault by Anna, ");
    assertThat(row.locator(".alarm-versions")).containsText("grinds, <b>badly</b>");
    assertThat(row.getByLabel("Your name")).hasValue("Anna");
    Download labels = page.waitForDownload(() -> page.locator("#export-csv").click());
    assertThat(Files.readString(labels.path()))
        .contains(",real fault,Anna,", ",bearing,\"grinds, <b>badly</b>\"," + alarm.id());
  }

  @Test
  void aPersonTakesAnAlarmSaysSomethingLetsItWaitAndSetsMaintenance() {
    Alarm alarm = Alarms.outOfLimits("edge-01/pump-01", now - 120_000);
    gateway.show(alarm);
    Page page = open("/alarms");
    Locator row = page.locator(".alarm");
    assertThat(row.locator(".alarm-kind")).hasText("Out of limits");
    row.locator("summary").click();
    assertThat(row.locator(".alarm-findings")).containsText("temperature was 131.5, above 120.0");

    row.getByLabel("Your name").fill("Anna");
    row.getByText("To me").click();
    assertThat(row.locator(".alarm-seen")).hasText("Given to Anna by Anna.");
    row.getByLabel("Anything to add?").fill("waits for <b>a valve</b>");
    row.locator("[data-care=comment]").click();
    assertThat(row.locator(".alarm-versions")).containsText("waits for <b>a valve</b>");
    page.locator("#states [data-state=mine]").click();
    assertThat(row).hasCount(1);
    page.locator("#states [data-state=unassigned]").click();
    assertThat(row).hasCount(0);
    page.locator("#states [data-state='']").click();
    row.locator("summary").click();
    row.locator("[data-care=shelve]").click();
    assertThat(row).hasCount(0);
    assertThat(page.locator("#matched")).containsText("1 shelved");
    assertThat(page.locator("#alarm-count")).isHidden();
    page.locator("#states [data-state=shelved]").click();
    row.locator("summary").click();
    assertThat(row.locator(".alarm-quiet")).containsText("Anna shelved it until");
    row.locator("[data-care=return]").click();
    assertThat(row).hasCount(0);

    page.navigate(base.resolve("/machines/edge-01/pump-01").toString());
    page.locator(".window-new summary").click();
    Locator form = page.locator("#window-form");
    form.getByLabel("Reason").fill("oil change");
    form.getByLabel("Until")
        .fill(
            LocalDateTime.now(ZoneId.systemDefault())
                .plusHours(4)
                .withSecond(0)
                .withNano(0)
                .toString());
    form.getByText("Set").click();
    assertThat(page.locator("#under-maintenance")).containsText("oil change");
    page.locator(".window .button").click();
    assertThat(page.locator("#under-maintenance")).isHidden();
    assertThat(page.locator(".window")).hasAttribute("data-state", "over");
  }

  @Test
  void aMachinesPageShowsItsAlarmsAndTheAlarmsPageCanBeLinkedTo() {
    gateway.show(Alarms.over("edge-01/pump-01", now - 600_000, 60_000));
    gateway.show(Alarms.open("edge-01/pump-010", now - 500_000, 60_000));
    Page page = open("/machines/edge-01/pump-01");
    assertThat(page.locator("#machine-alarms .alarm")).hasCount(1);

    page.getByText("All of this machine").click();

    assertThat(page.locator(".alarm .alarm-machine")).hasText("pump-01");
    page.locator("#only button").click();
    assertThat(page.locator(".alarm")).hasCount(2);
    page.locator("#states [data-state=open]").click();
    assertThat(page.locator(".alarm")).hasCount(1);
    assertThat(page.locator(".alarm .alarm-machine")).hasText("pump-010");
    assertThat(page).hasURL(Pattern.compile(".*/alarms\\?state=open"));
    page.reload();
    assertThat(page.locator(".alarm .alarm-machine")).hasText("pump-010");
  }

  @Test
  void aPersonAsksForATrainingSeesItWaitRunAndSucceed() {
    PlayedWorker worker = new PlayedWorker(gateway);
    Page page = open("/pipelines");
    Locator ask = page.locator(".ask[data-pipeline=train]");
    assertThat(page.locator("#no-runs")).isVisible();

    ask.locator("button").click();

    assertThat(ask.locator(".ask-state")).containsText("waits for a worker");
    assertThat(ask.locator("button")).isDisabled();
    worker.arrive("plant-a/1");
    long began = System.currentTimeMillis();
    worker.show(PlayedWorker.run("train", "dashboard", began, began, "upload:RUNNING:0"));
    assertThat(ask.locator(".ask-state")).hasText("Running");
    assertThat(page.locator(".step-what")).containsText("running: upload of edge-01");

    worker.show(PlayedWorker.run("train", "dashboard", began, began, "upload:DONE:1500"));
    worker.finish("train");

    assertThat(page.locator(".run-outcome")).hasText("Succeeded");
    assertThat(page.locator(".run-took")).hasText("1.5 s");
    assertThat(ask.locator("button")).isEnabled();
    assertThat(page.locator("#worker")).containsText("plant-a/1");
  }

  private static Locator chart(Page page, String name) {
    return page.locator(".chart", new Page.LocatorOptions().setHasText(name)).first();
  }

  private static Locator inView(Page page) {
    return chart(page, "Score").locator(".chart-span");
  }

  @Test
  void nothingIsMissingBetweenHistoryAndWhatArrivesWhileThePageLoads() {
    Page page = chromium.window(base, 1280, 900, ColorScheme.LIGHT);
    AtomicInteger more = new AtomicInteger();
    Consumer<Request> oneMore =
        request -> {
          reading(0.1, 22);
          more.incrementAndGet();
        };
    page.onRequest(oneMore);

    page.navigate("/machines/edge-01/pump-01");
    page.offRequest(oneMore);
    reading(0.1, 44);

    assertThat(chart(page, "Temperature").locator(".chart-number")).hasText("44.00");
    assertThat(more.get()).isPositive();
    assertThat(inView(page)).hasText(HISTORY + more.get() + 1 + " readings in view");
  }

  @Test
  void aLostConnectionIsShownAndMendedWithoutAGap() {
    Page page = chromium.window(base, 1280, 900, ColorScheme.LIGHT);
    AtomicReference<WebSocketRoute> route = new AtomicReference<>();
    page.routeWebSocket(
        Pattern.compile(".*/live"),
        socket -> {
          route.set(socket);
          socket.connectToServer();
        });
    page.navigate("/machines/edge-01/pump-01");
    assertThat(page.locator("#link")).hasAttribute("data-state", "live");
    List<String> states = new ArrayList<>();
    page.exposeFunction("linkState", arguments -> states.add(String.valueOf(arguments[0])));
    page.evaluate(
        "() => new MutationObserver(() => linkState(document.getElementById('link').dataset.state))"
            + ".observe(document.getElementById('link'), {attributes: true})");

    route.get().close();
    reading(0.1, 55);

    assertThat(chart(page, "Temperature").locator(".chart-number")).hasText("55.00");
    assertThat(inView(page)).hasText(HISTORY + 1 + " readings in view");
    assertThat(page.locator("#link")).hasAttribute("data-state", "live");
    assertThat(states).contains("lost");
  }

  @Test
  void aHiddenPageGetsOneFrameAndIsCompleteWhenItIsShown() {
    Page page = chromium.window(base, 1280, 900, ColorScheme.LIGHT);
    AtomicInteger frames = new AtomicInteger();
    page.onWebSocket(socket -> socket.onFrameReceived(frame -> frames.incrementAndGet()));
    page.navigate("/machines/edge-01/pump-01");
    assertThat(inView(page)).hasText(HISTORY + " readings in view");

    // a hidden page gets no animation frames: here they are kept back
    page.evaluate(
        "() => { window.kept = []; window.requestAnimationFrame = (run) => kept.push(run); }");
    reading(0.1, 30);
    await().atMost(PATIENCE).until(() -> (Integer) page.evaluate("kept.length") > 1);
    int before = frames.get();
    for (int i = 0; i < 30; i++) {
      reading(0.1, 31 + i);
    }
    assertThat(inView(page)).hasText(HISTORY + " readings in view");
    page.evaluate(
        "() => { window.requestAnimationFrame = (run) => setTimeout(run);"
            + " kept.forEach((run) => run()); }");

    assertThat(inView(page)).hasText(HISTORY + 31 + " readings in view");
    assertThat(chart(page, "Temperature").locator(".chart-number")).hasText("60.00");
    assertThat(frames.get() - before).isLessThan(10);
  }

  @Test
  void aStoreThatIsAwayIsSaid() {
    Page page = open("/");
    assertThat(page.locator("#count-machines")).hasText("1");

    redis.stopServer();
    assertThat(page.locator("#link-text")).hasText("Store away");
    assertThat(page.locator("#notice")).containsText("store does not answer");

    redis.startServer();
    assertThat(page.locator("#link-text")).hasText("Live");
    assertThat(page.locator("#notice")).isHidden();
  }

  @Test
  void aThousandMachinesAreSearchedAndScrolledAndTheAddressKeepsTheView() {
    List<PlayedMachine> many = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      PlayedMachine machine = gateway.machine("plant-%d/fan-%04d".formatted(i % 5, i));
      many.add(
          machine
              .intervals(1_000, 600_000)
              .reading(now, i % 100 == 7 ? 0.9 : 0.1, 20, 1)
              .arrived(now, now, now));
    }
    gateway.writeAll(many);
    Page page = open("/");
    assertThat(page.locator("#count-machines")).hasText(Pattern.compile("^1.001$"));
    assertThat(page.locator("#count-anomalous")).hasText("10");
    assertThat(page.locator(".row").first()).hasAttribute("data-condition", "anomalous");

    page.locator("#search").fill("fan-09 plant-2");
    assertThat(page.locator("#matched")).hasText(Pattern.compile("^20 of 1.001 machines$"));
    page.locator(".tile[data-condition=anomalous]").click();
    assertThat(page.locator("#matched")).hasText(Pattern.compile("^1 of 1.001 machines$"));
    assertThat(page.url()).endsWith("?q=fan-09+plant-2&state=anomalous");

    page.reload();
    assertThat(page.locator("#search")).hasValue("fan-09 plant-2");
    assertThat(page.locator(".row")).hasCount(1);

    page.locator(".tile[data-condition='']").click();
    page.locator("#search").fill("");
    assertThat(page.locator("#matched")).hasText(Pattern.compile("^1.001 machines$"));
    page.evaluate("scrollTo(0, document.body.scrollHeight)");
    assertThat(page.locator("#rows")).containsText("fan-0999");
    assertThat(page.locator(".row").count()).isLessThan(90);
  }

  @Test
  void whatTheHubRefusesIsSaidOnEveryPageAndAtItsHop() {
    HubWarning near = new HubWarning(HubWarning.Kind.QUOTA, 80, now);
    gateway.measure(
        new HubUsage("plant-a", now, 324_999, 400_000, 9_000, now + 60_000, 0, 100, List.of(near)));
    Page page = open("/alarms");

    assertThat(page.locator("#hub"))
        .hasText(
            Pattern.compile(
                "The IoT hub has taken 81\\s% of the 400,000 messages of its day; at this rate they"
                    + " last until \\d\\d:\\d\\d\\. Its next day begins at \\d\\d:\\d\\d\\."));

    HubWarning full = new HubWarning(HubWarning.Kind.QUOTA, 100, now);
    HubWarning throttle = new HubWarning(HubWarning.Kind.THROTTLE, 0, now);
    gateway.measure(
        new HubUsage(
            "plant-a", now, 400_120, 400_000, 9_000, now, 42, 100, List.of(full, throttle)));
    page.navigate(base + "machines/edge-01/pump-01");

    assertThat(page.locator("#hub"))
        .containsText("The IoT hub has taken all 400,000 messages of its day and takes none until");
    assertThat(page.locator("#hub-said"))
        .containsText("The IoT hub refused 42 sends in the last hour");
    assertThat(page.locator(".hop[data-health=slow] .hop-word")).hasText("quota used up");
    assertThat(page.locator("#hops-note")).containsText("The IoT hub takes nothing until");
  }

  @Test
  void whatIsKnownOfTheHubBeforeAPagesScriptComesStandsAtItsHopToo() {
    HubWarning full = new HubWarning(HubWarning.Kind.QUOTA, 100, now);
    gateway.measure(
        new HubUsage("plant-a", now, 400_120, 400_000, 9_000, now, 0, 100, List.of(full)));
    Page page = chromium.window(base, 1280, 900, ColorScheme.LIGHT);
    List<Route> heldBack = new ArrayList<>();
    page.route(Pattern.compile(".*/page-[^/]*[.]js"), heldBack::add);
    page.navigate(
        "/machines/edge-01/pump-01",
        new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
    assertThat(page.locator("#hub")).isVisible();
    page.route("**/api/hub", route -> {}); // nothing more is known of it

    heldBack.forEach(Route::resume);

    assertThat(page.locator(".hop[data-health=slow] .hop-word")).hasText("quota used up");
  }

  @Test
  void anEmptyFleetSaysHowToGetData() {
    gateway.wipe();

    Page page = open("/");

    assertThat(page.getByText("./fettle demo")).isVisible();
    now = System.currentTimeMillis();
    gateway.openStream();
    gateway.write(gateway.machine("edge-01/first").reading(now, 0.1, 20, 1).arrived(now, now, now));
    assertThat(page.locator(".row .row-machine")).hasText("first");
  }

  @Test
  void aRangeIsChosenWithTheKeyboardAndKeptInTheAddress() {
    Page page = open("/machines/edge-01/pump-01");
    assertThat(inView(page)).hasText(HISTORY + " readings in view");

    page.locator("[data-range='2m']").focus();
    page.keyboard().press("ArrowRight");
    page.keyboard().press("ArrowRight");

    assertThat(page.locator("[data-range='1h']")).hasAttribute("aria-checked", "true");
    assertThat(inView(page)).hasText(HISTORY + " readings in view");
    assertThat(page).hasURL(Pattern.compile(".*[?]range=1h"));
  }

  @Test
  void aSpikeOfOneReadingIsFoundBackInTimeAtEveryZoomWhileLiveGoesOn() {
    long spikeAt = now - 20 * 60_000;
    for (long time = now - 40 * 60_000; time < now - HISTORY * 1_000; time += 1_000) {
      pump.reading(time, 0.1, time == spikeAt ? 987.6 : 20.5, 1);
    }
    arrive();
    Page page = open("/machines/edge-01/pump-01?range=15m");
    Locator temperature = chart(page, "Temperature");
    assertThat(temperature.locator(".plot")).hasAttribute("aria-label", said("20.50 to 20.50"));

    for (int turn = 0; turn < 3; turn++) {
      fetched(page, () -> page.keyboard().press("Shift+ArrowLeft"));
    }
    assertThat(page.locator("#looking")).containsText("Looking back");
    assertThat(temperature.locator(".plot")).hasAttribute("aria-label", said("20.50 to 987.6"));
    for (int zoom = 0; zoom < 2; zoom++) {
      fetched(page, () -> page.keyboard().press("-"));
      assertThat(temperature.locator(".plot")).hasAttribute("aria-label", said("20.50 to 987.6"));
    }
    page.navigate(
        "/machines/edge-01/pump-01?from=%d&to=%d".formatted(spikeAt - 600_000, spikeAt + 600_500));
    for (int zoom = 0; zoom < 12; zoom++) {
      assertThat(temperature.locator(".plot")).hasAttribute("aria-label", said("20.50 to 987.6"));
      fetched(page, () -> page.keyboard().press("+"));
    }
    String address = page.url();
    assertThat(address).containsPattern("from=.*&to=.*");
    page.reload();
    assertThat(temperature.locator(".plot")).hasAttribute("aria-label", said("20.50 to 987.6"));
    assertThat(page).hasURL(address);

    reading(0.1, 33.25);
    assertThat(temperature.locator(".chart-number")).hasText("33.25");
    page.keyboard().press("l");

    assertThat(page.locator("#looking")).isHidden();
    assertThat(temperature.locator(".plot")).hasAttribute("aria-label", said("20.50 to 33.25"));
    assertThat(page).hasURL(Pattern.compile(".*[?]range=2m"));
  }

  @Test
  void aSpikeThatIsInTheLakeAloneIsFoundADayAndTenDaysBackAtEveryZoom() {
    long day = Duration.ofDays(1).toMillis();
    long spikeAt = now / 10_000 * 10_000 - 10 * day;
    PlayedLake.write(
        pump.id(),
        "temperature",
        spikeAt - 2 * day,
        now / 10_000 * 10_000,
        10_000,
        "CASE t WHEN %d THEN 987.6 WHEN %d THEN 765.4 ELSE 20.5 END"
            .formatted(spikeAt, spikeAt + 7 * day),
        true);
    PlayedLake.complete(now);
    Page page =
        open(
            "/machines/edge-01/pump-01?from=%d&to=%d"
                .formatted(spikeAt + 8 * day, spikeAt + 9 * day));
    Locator temperature = chart(page, "Temperature").locator(".plot");
    assertThat(temperature).hasAttribute("aria-label", said("20.50 to 20.50"));

    for (int turn = 0; turn < 4; turn++) {
      fetched(page, () -> page.keyboard().press("Shift+ArrowLeft"));
    }
    assertThat(temperature).hasAttribute("aria-label", said("20.50 to 765.4"));
    for (int zoom = 0; zoom < 8; zoom++) {
      fetched(page, () -> page.keyboard().press("-"));
    }
    assertThat(temperature).hasAttribute("aria-label", said("20.50 to 987.6"));
    page.navigate(
        "/machines/edge-01/pump-01?from=%d&to=%d".formatted(spikeAt - day, spikeAt + day + 500));
    for (int zoom = 0; zoom < 20; zoom++) {
      assertThat(temperature).hasAttribute("aria-label", said("20.50 to 987.6"));
      fetched(page, () -> page.keyboard().press("+"));
    }
    assertThat(page.locator("#looking")).not().containsText("lake");
  }

  @Test
  void aPersonTakesTheViewAlongAsFileAndPicture() throws IOException {
    Page page = open("/machines/edge-01/pump-01");
    assertThat(inView(page)).hasText(HISTORY + " readings in view");

    page.locator("#export summary").click();
    Download file = page.waitForDownload(() -> page.locator("#export [data-format=csv]").click());
    Download picture =
        page.waitForDownload(() -> chart(page, "Temperature").locator(".chart-picture").click());

    assertThat(file.suggestedFilename()).matches("edge-01_pump-01_.*_buckets-1s[.]csv");
    assertThat(Files.readString(file.path()))
        .startsWith("device,machine,from,to,")
        .contains("20.5");
    assertThat(picture.suggestedFilename()).matches("edge-01-pump-01_Temperature_.*Z[.]png");
    assertThat(ImageIO.read(picture.path().toFile()).getWidth()).isGreaterThan(400);
  }

  @Test
  void whoHasALinkSeesTheMachineWithoutItsDashboardAndAChartStandsInAFrame() {
    Page page = open("/machines/edge-01/pump-01");
    assertThat(inView(page)).hasText(HISTORY + " readings in view");
    page.locator("#share").click();
    page.locator("#share-form select[name=signal]").selectOption("temperature");
    page.locator("#share-form button").click();
    assertThat(page.locator("#share-embed")).hasValue(Pattern.compile("<iframe src=.*"));
    String link = page.locator("#share-link").inputValue();
    String frame =
        page.locator("#share-embed").inputValue().replaceAll(".*src=\"([^\"]*)\".*", "$1");

    Page shared = open(link);
    assertThat(shared.locator(".chart")).hasCount(2);
    assertThat(chart(shared, "Temperature").locator(".chart-number")).hasText("20.50");
    assertThat(shared.locator(".nav")).hasCount(0);
    reading(0.2, 33.25);
    assertThat(chart(shared, "Temperature").locator(".chart-number")).hasText("33.25");

    Page embedded = open(frame);
    assertThat(embedded.locator(".chart")).hasCount(1);
    assertThat(chart(embedded, "Temperature").locator(".chart-number")).hasText("33.25");
  }

  @Test
  void aLinkThatIsTakenBackEndsThePagesThatShowIt() {
    gateway.describe(
        "edge-01/pump-01",
        new MachineDescription(
            "Feed pump",
            "",
            "",
            Map.of("temperature", new SignalDescription("Bearing", "", Double.NaN, Double.NaN))));
    Page page = open("/machines/edge-01/pump-01");
    assertThat(page.locator("h1")).hasText("Feed pump");
    page.locator("#share").click();
    page.locator("#share-form select[name=signal]").selectOption("Bearing");
    page.locator("#share-form button").click();
    assertThat(page.locator("#share-link")).hasValue(Pattern.compile("http.*"));
    Page shared = open(page.locator("#share-link").inputValue());
    assertThat(shared.locator("h1")).hasText("Feed pump");
    assertThat(shared.locator(".chart")).hasCount(2);

    gateway.keepLink("odd", "of another version", now + Duration.ofDays(1).toMillis());
    page.locator("#share-dialog a[href^='/audit']").click();
    assertThat(page.locator("#links-unread")).containsText("One link cannot be read");
    Locator odd = page.locator(".links tbody tr").first();
    assertThat(odd).containsText("odd");
    odd.getByRole(AriaRole.BUTTON).click();
    assertThat(page.locator("#links-unread")).isHidden();
    Locator row = page.locator(".links tbody tr");
    assertThat(row).containsText("Feed pump");
    assertThat(row).containsText("Bearing, the last 2 min");
    row.getByRole(AriaRole.BUTTON).click();

    assertThat(row).containsText("Taken back");
    assertThat(shared.locator("#notice")).containsText("was taken back");
    assertThat(shared.locator(".chart")).hasCount(0);
    // the browser says of itself that the page's last question was answered with "not found"
    assertThat(chromium.complaints()).allMatch(text -> text.contains("404"));
    chromium.closeWindows();
    page = open("/machines/edge-01/pump-01");
    Locator links = page.locator(".events li[data-kind=link] button");
    assertThat(links).hasCount(2);
    assertThat(links.first())
        .hasAttribute(
            "aria-label", Pattern.compile("Link without sign-in .*: made, until [^TZ]*$"));
    assertThat(links.last())
        .hasAttribute("aria-label", Pattern.compile("Link without sign-in .*: taken back$"));
  }

  @Test
  void whoAskedWhatIsFoundByWordsAndState() {
    gateway.describe("edge-01/pump-01", new MachineDescription("Feed pump", "", "", Map.of()));
    gateway.takeCommands(Duration.ofMinutes(5));
    Page page = open("/machines/edge-01/pump-01");
    page.locator("#asker").fill("Anna");
    page.locator("#ping").click();
    Command ping = gateway.takeCommand();
    gateway.progress(ping.id(), Progress.State.DONE, "The module answered.", "");
    page.locator("#asker").fill("Ben");
    page.locator("#ping").click();
    gateway.takeCommand();

    page.locator(".nav a[href='/audit']").click();

    Locator command = page.locator(".command");
    assertThat(command).hasCount(2);
    assertThat(command.first().locator(".command-machine")).hasText("Feed pump edge-01/pump-01");
    page.locator("#search").fill("feed anna");
    assertThat(command).hasCount(1);
    assertThat(command.locator(".command-by")).containsText("Anna");
    assertThat(page.locator("#matched")).hasText("1 command");
    assertThat(page).hasURL(Pattern.compile(".*/audit[?]q=feed[+]anna"));
    page.locator("#search").fill("");
    page.locator("#state").selectOption("Running");
    assertThat(command).hasCount(1);
    assertThat(command.locator(".command-by")).containsText("Ben");
    page.reload();
    assertThat(command).hasCount(1);
    command.locator("a").click();
    assertThat(page.locator("h1")).hasText("Feed pump");
  }

  @Test
  void namesStandWhereMachinesAndSignalsAreComparedAndInAlarms() {
    gateway.describe(
        "edge-01/pump-01",
        new MachineDescription(
            "Feed pump",
            "Leipzig",
            "",
            Map.of("vibration", new SignalDescription("Housing", "", Double.NaN, Double.NaN))));
    gateway.show(Alarms.open("edge-01/pump-01", now - 120_000, 90_000));
    Page page = open("/alarms");
    assertThat(page.locator(".alarm-machine")).hasText("Feed pump");
    assertThat(page.locator(".alarm-signals")).hasText(Pattern.compile("Housing 58.*flow 11.*"));
    page.locator(".alarm summary").click();
    assertThat(page.locator(".alarm-list")).containsText("edge-01/pump-01");

    page.navigate(base.resolve("/compare").toString());
    assertThat(page.locator("#compare-said")).containsText("Add machines here");
    page.getByLabel("Add a machine").fill("Feed pump");
    page.keyboard().press("Enter");
    page.getByLabel("Signal").selectOption("Housing");

    assertThat(page.locator(".compared a")).hasText("Feed pump");
    assertThat(page.locator(".legend li span")).hasText("Feed pump");
    assertThat(page.locator(".chart-name")).hasText(Pattern.compile("Housing.*"));
    assertThat(page).hasURL(Pattern.compile(".*signal=vibration.*machine=edge-01.*"));
  }

  @Test
  void maintenanceOfItsSiteStandsOnAMachinesTimeAxis() {
    gateway.describe("edge-01/pump-01", new MachineDescription("", "Leipzig", "", Map.of()));
    given()
        .contentType(ContentType.JSON)
        .body(
            "{\"site\":\"Leipzig\",\"to\":\"%d\",\"reason\":\"Inspection\",\"by\":\"Anna\"}"
                .formatted(now + 7_200_000))
        .put("/api/maintenance")
        .then()
        .statusCode(200);

    Page page = open("/machines/edge-01/pump-01");

    assertThat(page.locator(".events li[data-kind=maintenance] button"))
        .hasAttribute(
            "aria-label", Pattern.compile("Maintenance .*: Site Leipzig: Inspection, by Anna"));
    assertThat(page.locator("#under-maintenance")).containsText("Inspection");
    assertThat(page.locator(".window")).containsText("Site Leipzig");
  }

  @Test
  void machinesChosenOnTheFleetsPageAreComparedAndTheAddressHoldsIt() {
    PlayedMachine other = gateway.machine("edge-01/pump-02").intervals(1_000, 60_000);
    for (int second = HISTORY; second > 0; second--) {
      other.reading(now - second * 1_000L, 0.1, 55.5, 1);
    }
    gateway.write(other.arrived(now, now, now));
    gateway.announce();
    Page page = open("/");
    assertThat(page.locator(".row")).hasCount(2);
    page.locator(".choose").first().check();
    page.locator(".choose").last().check();

    page.locator("#compare-chosen").click();

    Locator plot = page.locator(".compare-charts .plot");
    assertThat(plot)
        .hasAttribute(
            "aria-label",
            Pattern.compile("temperature.*pump-01: 20.50 to 20.50; .*pump-02: 55.50 to 55.50"));
    page.locator("select[name=layout]").selectOption("stacked");
    assertThat(plot).hasCount(2);
    String address = page.url();
    page.reload();
    assertThat(plot).hasCount(2);
    assertThat(page).hasURL(address);
    page.locator(".compared button").first().click();
    assertThat(plot).hasCount(1);
  }

  @Test
  void aCommentStandsOnTheTimeAxisAndIsReadWithTheKeyboard() {
    gateway.show(Alarms.open("edge-01/pump-01", now - 50_000, 45_000));
    Page page = open("/machines/edge-01/pump-01");
    assertThat(page.locator(".events li[data-kind=alarm]")).isVisible();
    page.locator("#note").click();
    page.locator("#note-form [name=comment]").fill("Filter changed");
    page.locator("#note-form [name=by]").fill("Ada");
    page.locator("#note-form button").click();
    Locator note = page.locator(".events li[data-kind=note] button");
    assertThat(note)
        .hasAttribute("aria-label", Pattern.compile("Comment .*: Filter changed, by Ada"));

    page.locator(".events li[data-kind=alarm] button").focus();
    page.keyboard().press("ArrowRight");

    assertThat(note).isFocused();
    assertThat(page.locator(".event-detail")).containsText("Filter changed, by Ada");
    page.locator(".event-change").click();
    page.locator("#note-form [name=comment]").fill("");
    page.locator("#note-form button").click();
    assertThat(note).hasCount(0);
  }

  @Test
  void aDragLooksBackTheWheelZoomsAndADoubleClickIsLiveAgain() {
    Page page = open("/machines/edge-01/pump-01");
    assertThat(inView(page)).hasText(HISTORY + " readings in view");
    BoundingBox box = chart(page, "Score").locator(".plot").boundingBox();
    double y = box.y + box.height / 2;
    page.mouse().move(box.x + box.width / 2, y);
    page.mouse().down();

    fetched(page, () -> page.mouse().move(box.x + box.width * 0.9, y));
    page.mouse().up();

    assertThat(page.locator("#looking")).isVisible();
    assertThat(page.locator("#looking")).containsText("No reading here");
    fetched(page, () -> page.mouse().wheel(0, -300));
    assertThat(page.locator("#looking")).isVisible();
    page.mouse().dblclick(box.x + box.width / 2, y);
    assertThat(page.locator("#looking")).isHidden();
    page.mouse().move(1, 1);
    assertThat(inView(page)).hasText(HISTORY + " readings in view");
  }

  @Test
  void aChartsValuesCanBeReadAsATable() {
    Page page = open("/machines/edge-01/pump-01");
    assertThat(inView(page)).hasText(HISTORY + " readings in view");

    page.locator("#table summary").press("Enter");

    assertThat(page.locator("#table th[scope=col]"))
        .hasText(new String[] {"Time", "Score", "Temperature (°C)", "Vibration (mm/s)"});
    assertThat(page.locator("#table tbody tr").first().locator("td"))
        .hasText(new String[] {"0.10", "20.50", "1.00"});
  }

  @Test
  void everyControlIsReachedWithTheKeyboardAndShowsThatItHasTheFocus() {
    gateway.show(Alarms.open("edge-01/pump-01", now - 120_000, 90_000));
    Map<String, String> last =
        Map.of(
            "/", ".row",
            "/machines/edge-01/pump-01", "#machine-alarms .alarm",
            "/alarms", ".alarm",
            "/pipelines", "#no-runs");
    for (String path : last.keySet()) {
      Page page = open(path);
      assertThat(page.locator(last.get(path))).isVisible();
      boolean isMachine = path.startsWith("/machines");
      assertThat(page.locator(".plot")).hasCount(isMachine ? 3 : 0);
      // the alarm on the time axis is a control, too
      assertThat(page.locator("#events li:not([hidden])")).hasCount(isMachine ? 1 : 0);
      Object controls = page.evaluate(CONTROLS);
      Set<Object> reached = new TreeSet<>();
      for (int tab = 0; tab < 60; tab++) {
        page.keyboard().press("Tab");
        Object focused = page.evaluate(FOCUSED);
        if (focused == null) {
          break;
        }
        reached.add(focused);
      }

      assertThat(reached).as(path).containsAll((List<?>) controls);
      page.context().close();
    }
  }

  @Test
  void tenThousandMachinesAreAsManyRowsAsAreSeen() {
    gateway.writeAll(
        IntStream.range(0, 10_000)
            .mapToObj(i -> gateway.machine("edge-%02d/press-%04d".formatted(i / 100, i)))
            .map(machine -> machine.intervals(1_000, 600_000).reading(now, 0.1, 20, 1))
            .toList());
    Page page = open("/");
    assertThat(page.locator("#count-machines")).hasText("10,001");
    assertThat(page.locator("#table")).hasAttribute("aria-rowcount", "10002");

    page.keyboard().press("End");
    assertThat(page.locator(".row[aria-rowindex='10002']")).isVisible();
    assertThat(page.locator(".row").count()).isLessThan(60);

    page.keyboard().press("/");
    page.keyboard().type("press-4321");
    assertThat(page.locator("#matched")).hasText("1 of 10,001 machines");
    assertThat(page.locator(".row .row-machine")).hasText("press-4321");
    page.keyboard().press("Escape");
    page.locator(".sort[data-sort=machine]").press("Enter");
    page.locator(".sort[data-sort=machine]").press("Enter");
    assertThat(page.locator(".row[aria-rowindex='2'] .row-machine")).hasText("pump-01");
    assertThat(page.locator(".row[aria-rowindex='3'] .row-machine")).hasText("press-9999");
    assertThat(page.locator(".row").count()).isLessThan(60);
  }

  @Test
  void machinesAreSortedByAColumnsHeadAndOnAPhoneByAListAndTheAddressHoldsIt() {
    gateway.write(gateway.machine("edge-02/fan").reading(now, 0.4, 20, 1).arrived(now, now, now));
    gateway.write(gateway.machine("edge-03/arm").reading(now, 0.2, 20, 1).arrived(now, now, now));
    gateway.announce();
    Page page = open("/");
    Locator names = page.locator(".row-machine");
    Locator score =
        page.getByRole(
            AriaRole.COLUMNHEADER, new Page.GetByRoleOptions().setName("Score").setExact(true));
    assertThat(names).hasText(new String[] {"pump-01", "fan", "arm"});

    score.getByRole(AriaRole.BUTTON).click();

    assertThat(names).hasText(new String[] {"fan", "arm", "pump-01"});
    assertThat(score).hasAttribute("aria-sort", "descending");
    page.keyboard().press("Enter");
    assertThat(names).hasText(new String[] {"pump-01", "arm", "fan"});
    assertThat(page).hasURL(Pattern.compile(".*/\\?sort=score"));
    page.reload();
    assertThat(names).hasText(new String[] {"pump-01", "arm", "fan"});
    assertThat(score).hasAttribute("aria-sort", "ascending");

    page.setViewportSize(390, 844);
    page.getByLabel("Sort by").selectOption("Machine");
    assertThat(names).hasText(new String[] {"arm", "fan", "pump-01"});
    page.getByLabel("Descending").click();
    assertThat(names).hasText(new String[] {"pump-01", "fan", "arm"});
    assertThat(page).hasURL(Pattern.compile(".*/\\?sort=-machine"));
  }

  @Test
  void anAlarmLeadsToTheMachineAtItsTime() {
    gateway.show(Alarms.over("edge-01/pump-01", now - 600_000, 60_000));
    Page page = open("/alarms");
    page.locator(".alarm summary").click();

    page.getByText("Chart of that time").click();

    assertThat(page.locator("#looking")).containsText("Looking back");
    assertThat(page).hasURL(Pattern.compile(".*/machines/edge-01/pump-01[?]from=.*&to=.*"));
  }

  /** Does something and waits for the view that it asks for. */
  private static void fetched(Page page, Runnable does) {
    page.waitForResponse(Pattern.compile(".*/view[?].*"), does);
  }

  private static Pattern said(String text) {
    return Pattern.compile(".*: " + text.replace(".", "[.]") + " .*");
  }

  @Test
  void theCursorReadsValuesFromAllChartsWithTheKeyboard() {
    pump.reading(now - 1_500, 0.1, 77.75, 3);
    arrive();
    Page page = open("/machines/edge-01/pump-01");
    Locator plot = chart(page, "Score").locator(".plot");
    assertThat(chart(page, "Temperature").locator(".chart-number")).not().hasText("");
    assertThat(inView(page)).hasText(HISTORY + 1 + " readings in view");

    plot.focus();
    page.keyboard().press("End");

    assertThat(chart(page, "Temperature")).hasClass(Pattern.compile(".*pointed.*"));
    assertThat(chart(page, "Vibration")).hasClass(Pattern.compile(".*pointed.*"));
    assertThat(plot)
        .hasAttribute("aria-valuetext", Pattern.compile("0[.]10 , \\d\\d:\\d\\d:\\d\\d"));
    page.keyboard().press("Escape");
    assertThat(chart(page, "Vibration")).not().hasClass(Pattern.compile(".*pointed.*"));
  }

  @Test
  void aMachineThatHasLongBeenSilentOffersTheRangeWithItsReadings() {
    long hoursAgo = System.currentTimeMillis() - 3 * 3_600_000;
    gateway.write(
        gateway
            .machine("edge-01/old")
            .reading(hoursAgo, 0.1, 20, 1)
            .arrived(hoursAgo, hoursAgo, hoursAgo));
    Page page = open("/machines/edge-01/old");
    assertThat(page.locator("#condition")).hasText("Offline");

    page.locator("#range-note button").click();

    assertThat(inView(page)).hasText("1 reading in view");
    assertThat(page).hasURL(Pattern.compile(".*[?]range=6h"));
  }

  @Test
  void darkIsTheSystemsWishAndThePersonsChoiceIsKept() {
    Page page = chromium.window(base, 1280, 900, ColorScheme.DARK);
    page.navigate("/");
    assertThat(brightness(page)).isLessThan(60);

    page.locator("#theme").click();
    // a click is taken when the page's script has come
    assertThat(page.locator("html")).hasAttribute("data-theme", "light");
    assertThat(brightness(page)).isGreaterThan(200);
    page.reload();
    assertThat(brightness(page)).isGreaterThan(200);
  }

  /** Of the page's background, 0 to 255. */
  private static double brightness(Page page) {
    return ((Number)
            page.evaluate(
                "() => Math.max(...getComputedStyle(document.body).backgroundColor.match(/\\d+/g)"
                    + ".slice(0, 3).map(Number))"))
        .doubleValue();
  }

  @Test
  void aPhoneShowsEverythingWithoutScrollingSideways() {
    gateway.show(Alarms.open("edge-01/pump-01", now - 120_000, 90_000));
    Page page = chromium.window(base, 360, 740, ColorScheme.LIGHT);
    for (String path :
        List.of("/", "/machines/edge-01/pump-01", "/alarms", "/audit", "/pipelines", "/rejected")) {
      page.navigate(path);
      page.locator("main").waitFor();
      await()
          .atMost(PATIENCE)
          .until(
              () -> (Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"));
    }
    assertThat(page.locator("h1")).isVisible(new LocatorAssertions.IsVisibleOptions());
  }

  @Test
  void aPersonChangesASettingAndSeesWhatBecomesOfIt() {
    gateway.know("edge-01", twin(new Settings(null, null, null)));
    Page page = open("/machines/edge-01/pump-01");
    assertThat(page.locator("#module-alone")).isVisible();
    assertThat(page.locator("#fault")).isVisible();
    page.locator("#asker").fill("Anna");
    gateway.takeCommands(Duration.ofMinutes(5));
    assertThat(page.locator("#module-alone")).isHidden();
    Locator interval = page.locator("#settings [name=intervalMs]");
    assertThat(interval).hasValue("1000");
    interval.fill("100");
    page.locator("#settings button").click();
    Command command = gateway.takeCommand();

    assertThat(command.action())
        .isEqualTo(new Action.ChangeSettings(new Settings(100L, null, null)));
    assertThat(command.by()).isEqualTo("Anna");
    Locator line = page.locator(".command");
    assertThat(line.locator(".command-state")).hasText("Running");
    gateway.know("edge-01", twin(new Settings(100L, null, null)));
    assertThat(page.locator("[data-setting=intervalMs]")).hasText("asked 100, in use 1,000");
    gateway.progress(command.id(), Progress.State.DONE, "The module uses it.", "");
    assertThat(line).hasAttribute("data-state", "done");
    assertThat(line.locator(".command-what")).hasText("sampling interval 100 ms");
  }

  @Test
  void whatAGatewaySaysIsReadInThePagesLanguage() {
    gateway.takeCommands(Duration.ofMinutes(5));
    Page page = chromium.window(base, 1280, 900, ColorScheme.LIGHT, "de-DE");
    page.navigate("/machines/edge-01/pump-01");
    page.locator("#asker").fill("Anna");
    page.locator("#ping").click();
    Command command = gateway.takeCommand();
    Locator words = page.locator(".command-words");
    assertThat(words).hasText("Calls the module.");

    gateway.end(
        command.id(),
        Progress.State.FAILED,
        Sentence.of(Phrase.NOT_CONNECTED, "module", "sensor", "device", "edge-01"));

    assertThat(words).hasText("Das Modul sensor von edge-01 ist nicht mit dem Hub verbunden.");
    assertThat(page.locator(".events li[data-kind=command] button"))
        .hasAttribute(
            "aria-label",
            Pattern.compile(
                "Befehl .*: ping: Das Modul sensor von edge-01 ist nicht mit dem Hub verbunden,"
                    + " von Anna"));
  }

  private static MachineTwin twin(Settings asked) {
    return new MachineTwin(
        "sensor",
        MachineTwin.SIMULATED,
        asked,
        new Settings(1_000L, 10L, 5_000L),
        Map.of(),
        "",
        "",
        "",
        System.currentTimeMillis());
  }

  @Test
  void aMachineIsFoundByItsNameAndShownWithItsSiteAndLimits() {
    gateway.describe(
        "edge-01/pump-01",
        new MachineDescription(
            "Feed pump",
            "Leipzig",
            "Bottling 3",
            Map.of("temperature", new SignalDescription("Bearing", "K", 10, 21))));
    gateway.write(gateway.machine("edge-02/fan").reading(now, 0.1, 20, 1).arrived(now, now, now));
    gateway.announce();
    Page page = open("/");
    assertThat(page.locator(".row")).hasCount(2);
    page.locator("#site").selectOption("Leipzig");
    assertThat(page.locator(".row")).hasCount(1);
    assertThat(page.locator(".cell-site")).hasText("Leipzig · Bottling 3");
    page.locator("#search").fill("feed");
    assertThat(page.locator(".row-machine")).hasText("Feed pump");

    page.locator(".row-machine").click();

    assertThat(page.locator("h1")).hasText("Feed pump");
    assertThat(page.locator("#machine-place")).hasText("Leipzig · Bottling 3 · edge-01/pump-01");
    assertThat(chart(page, "Bearing").locator(".chart-unit")).hasText("K");
  }

  @Test
  void whatAPersonDoesBeforeAPagesScriptsComeIsNotLost() {
    gateway.takeCommands(Duration.ofMinutes(5));
    Page page = chromium.window(base, 1280, 900, ColorScheme.LIGHT);
    Runnable scriptsCome = openWithoutScripts(page, "/machines/edge-01/pump-01");
    page.locator("#describe summary").press("Enter");
    assertThat(page.locator("#ping")).isDisabled();

    scriptsCome.run();

    page.locator("#asker").fill("Anna");
    page.locator("#describe [name=name]").fill("Feed pump");
    page.locator("#describe button[type=submit]").click();
    assertThat(page.locator("#describe [role=status]")).containsText("Asked for");
    assertThat(gateway.takeCommand().by()).isEqualTo("Anna");
    scriptsCome = openWithoutScripts(page, "/");
    page.locator("#search").fill("pump-02");
    scriptsCome.run();
    assertThat(page.locator("#no-match")).isVisible();
    assertThat(page.locator("#search")).hasValue("pump-02");
  }

  @Test
  void aButtonThatIsPressedBeforeItsScriptComesDoesItsWorkWhenItHasCome() {
    Page page = chromium.window(base, 1280, 900, ColorScheme.LIGHT);
    Runnable scriptsCome = openWithoutScripts(page, "/machines/edge-01/pump-01");
    page.locator("#export summary").click();
    page.locator("#export [data-format=csv]").click();
    page.locator("#share").click();
    page.locator("#share").click();
    assertThat(page.locator("#share")).hasAttribute("aria-busy", "true");
    Download file = page.waitForDownload(scriptsCome);
    assertThat(file.suggestedFilename()).startsWith("edge-01_pump-01_");
    assertThat(page.locator("#share-dialog")).isVisible();
    assertThat(page.locator("#share-form [name=signal]")).containsText("temperature");
    assertThat(page.locator("[aria-busy=true]")).hasCount(0);

    scriptsCome = openWithoutScripts(page, "/machines/edge-01/pump-01");
    page.locator("[data-range='15m']").click();
    page.locator("#note").click();
    scriptsCome.run();
    assertThat(page.locator("#note-dialog")).isVisible();
    assertThat(page.locator("[data-range='15m']")).hasAttribute("aria-checked", "true");

    scriptsCome = openWithoutScripts(page, "/machines/edge-01/pump-01?range=5m");
    page.locator("#compare").click();
    scriptsCome.run();
    page.waitForURL("**/compare?machine=edge-01%2Fpump-01&range=5m**");
  }

  @Test
  void aPageShowsWhatItBroughtAlongBeforeItsSocketIsOpen() {
    Page page = chromium.window(base, 1280, 900, ColorScheme.LIGHT);
    page.routeWebSocket("**/live", socket -> {}); // which stays silent
    page.navigate("/?q=pump-01");
    assertThat(page.locator(".row-machine")).hasText("pump-01");
    assertThat(page.locator("#link")).hasText("Connecting");

    page.locator(".row-machine").click();

    assertThat(inView(page)).hasText(HISTORY + " readings in view");
    assertThat(page.locator("#condition")).hasText("Normal");
    page.navigate("/?q=nothing-of-that-name");
    assertThat(page.locator("#no-match")).isVisible();
  }

  @Test
  void aPageWhoseScriptDoesNotComeSaysSo() {
    Page page = chromium.window(base, 1280, 900, ColorScheme.LIGHT);
    page.route(SCRIPTS, Route::abort);
    page.navigate("/machines/edge-01/pump-01");
    assertThat(page.locator("#not-loaded")).containsText("did not load");
    page.unroute(SCRIPTS);

    page.locator("#not-loaded a").click();

    assertThat(inView(page)).hasText(HISTORY + " readings in view");
    assertThat(page.locator("#not-loaded")).isHidden();
    assertThat(chromium.complaints()).allMatch(text -> text.contains("ERR_FAILED"));
    chromium.closeWindows();
  }

  @Test
  void aWallScreenWhoseScriptDoesNotComeLoadsItselfAnewOnceItsServerAnswers() {
    Page page = chromium.window(base, 1280, 900, ColorScheme.LIGHT);
    page.clock().install();
    page.route(SCRIPTS, Route::abort);
    page.navigate("/kiosk");
    assertThat(page.locator("#not-loaded")).containsText("did not load");
    page.route("**/kiosk", Route::abort);
    page.waitForRequest("**/kiosk", () -> page.clock().runFor(10_000));
    assertThat(page.locator("#not-loaded")).isVisible();
    page.unroute("**/kiosk");
    page.unroute(SCRIPTS);

    page.clock().runFor(10_000);

    Locator machines = page.locator("#kiosk-worst .row-machine");
    assertThat(machines).hasCount(1);
    assertThat(machines).hasText("pump-01");
    assertThat(page.locator("#not-loaded")).isHidden();
    assertThat(chromium.complaints()).allMatch(text -> text.contains("ERR_FAILED"));
    chromium.closeWindows();
  }

  /** Opens a page whose scripts are on their way until what is answered is run. */
  private static Runnable openWithoutScripts(Page page, String path) {
    List<Route> heldBack = new ArrayList<>();
    page.route(SCRIPTS, heldBack::add);
    page.navigate(path, new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
    return () -> {
      page.unroute(SCRIPTS);
      heldBack.forEach(Route::resume);
    };
  }

  /** Somebody who has opened the form of names and limits and calls the pump otherwise. */
  private Page describing(String asker, String name) {
    gateway.takeCommands(Duration.ofMinutes(5));
    Page page = open("/machines/edge-01/pump-01");
    page.locator("#asker").fill(asker);
    page.locator("#describe summary").press("Enter");
    page.locator("#describe [name=name]").fill(name);
    return page;
  }

  @Test
  void anAdminsNamesAndLimitsGoToTheGateway() {
    Page page = describing("Anna", "Feed pump");
    page.getByLabel("high of temperature").fill("80");
    page.locator("#describe button[type=submit]").click();

    Command command = gateway.takeCommand();

    assertThat(command.action())
        .isEqualTo(
            new Action.Describe(
                new MachineDescription(
                    "Feed pump",
                    "",
                    "",
                    Map.of("temperature", new SignalDescription("", "", Double.NaN, 80)))));
  }

  @Test
  void whoChangesNamesThatAnotherHasChangedMeanwhileIsToldAndLoadsTheNewer() {
    Page page = describing("Ben", "Ben's pump");
    given()
        .contentType(ContentType.JSON)
        .body(Map.of("name", "Anna's pump", "by", "Anna"))
        .put("/api/machines/edge-01/pump-01/description")
        .then()
        .statusCode(202);

    page.locator("#describe button[type=submit]").click();

    assertThat(page.locator("#describe [role=status]"))
        .hasText("Anna changed this since you opened it, so nothing was saved.");
    Command command = gateway.takeCommand();
    assertThat(command.by()).isEqualTo("Anna");
    gateway.describe("edge-01/pump-01", new MachineDescription("Anna's pump", "", "", Map.of()));
    gateway.progress(command.id(), Progress.State.DONE, "The twin has it.", "");
    page.locator(".describe-newer").click();
    assertThat(page.locator("#describe [name=name]")).hasValue("Anna's pump");
    assertThat(page.locator(".describe-newer")).isHidden();
    page.locator("#describe [name=line]").fill("Line 3");
    page.locator("#describe button[type=submit]").click();
    assertThat(page.locator("#describe [role=status]")).containsText("Asked for");
    // the browser says of itself that the first save was answered with "conflict"
    assertThat(chromium.complaints()).allMatch(text -> text.contains("409"));
    chromium.closeWindows();
  }
}
