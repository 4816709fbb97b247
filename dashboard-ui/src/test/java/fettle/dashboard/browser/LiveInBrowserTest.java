package fettle.dashboard.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.WebSocketRoute;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import fettle.dashboard.fixture.PlayedGateway;
import fettle.dashboard.fixture.PlayedMachine;
import fettle.dashboard.fixture.RealRedis;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a page does when things go wrong behind it, and as time passes. */
@QuarkusTest
@QuarkusTestResource(RealRedis.class)
class LiveInBrowserTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** A frame takes seconds. */
  private static final int BYTES_A_SECOND = 3_000;

  private static final String PUMP = "/machines/edge-01/pump-01";

  private static Chromium chromium;

  @TestHTTPResource("/")
  URI base;

  PlayedGateway gateway;
  private PlayedMachine pump;
  private Page page;
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
  void aPumpThatHasJustBegun() {
    gateway.wipe();
    gateway.openStream();
    pump = gateway.machine("edge-01/pump-01").intervals(1_000, 60_000);
    now = System.currentTimeMillis();
    arrive(pump, 0.1);
    page = chromium.window(base, 1280, 900, ColorScheme.LIGHT);
  }

  @AfterEach
  void noPageComplained() {
    List<String> complaints = chromium.complaints();
    chromium.closeWindows();
    assertThat(complaints).isEmpty();
  }

  private void arrive(PlayedMachine machine, double score) {
    now = Math.max(now + 1, System.currentTimeMillis());
    gateway.write(machine.reading(now, score, 20, 1).arrived(now, now, now));
    gateway.announce();
  }

  private Locator inView() {
    return page.locator(".chart-span").first();
  }

  @Test
  void aConnectionThatIsOpenAndDeadIsMadeAgain() {
    AtomicBoolean dead = new AtomicBoolean();
    page.routeWebSocket(
        Pattern.compile(".*/live"),
        socket -> {
          dead.set(false);
          WebSocketRoute server = socket.connectToServer();
          server.onMessage(
              frame -> {
                if (!dead.get()) {
                  socket.send(frame.binary());
                }
              });
        });
    page.clock().install();
    page.navigate(PUMP);
    assertThat(inView()).hasText("1 reading in view");

    dead.set(true);
    arrive(pump, 0.1);
    page.clock().fastForward(60_000);

    assertThat(inView()).hasText("2 readings in view");
    assertThat(page.locator("#link")).hasAttribute("data-state", "live");
    assertThat(dead).isFalse();
  }

  /** Also when what tests before this one left in the dashboard's memory was shown first. */
  private void showsThePumpAlone() {
    Locator machines = page.locator("#kiosk-worst .row-machine");
    assertThat(machines).hasCount(1);
    assertThat(machines).hasText("pump-01");
  }

  @Test
  void aWallScreenGoesFromTheFleetToTheMachinesAndBack() {
    page.clock().install();
    page.navigate("/kiosk?machines=edge-01/pump-01&every=30");
    showsThePumpAlone();
    assertThat(page.locator("#kiosk-machine")).isHidden();

    page.clock().runFor(31_000);
    assertThat(page.locator("#machine-name")).hasText("pump-01");
    assertThat(inView()).hasText("1 reading in view");
    assertThat(page.locator("#kiosk-fleet")).isHidden();

    page.clock().runFor(30_000);
    assertThat(page.locator("#machine-name")).hasText("All machines");
    assertThat(page.locator("#kiosk-machine")).isHidden();
  }

  @Test
  void aWallScreenTakesTheNewVersionOfAServerThatCameBack() {
    AtomicReference<WebSocketRoute> socket = new AtomicReference<>();
    page.routeWebSocket(
        Pattern.compile(".*/live"),
        route -> {
          socket.set(route);
          route.connectToServer();
        });
    page.navigate("/kiosk");
    showsThePumpAlone();
    page.evaluate("document.body.dataset.version = 'old'");
    socket.get().close();
    assertThat(page.locator("#link")).hasAttribute("data-state", "live");
    assertThat(page.locator("body")).hasAttribute("data-version", "old");

    page.route(
        Pattern.compile(".*/kiosk"),
        route -> {
          if (route.request().isNavigationRequest()) {
            route.resume();
          } else {
            String newer = "<script type=module src=/static/bundle/app-NEWER.js></script>";
            route.fulfill(new Route.FulfillOptions().setContentType("text/html").setBody(newer));
          }
        });
    socket.get().close();

    assertThat(page.locator("body")).not().hasAttribute("data-version", "old");
    showsThePumpAlone();
  }

  @Test
  void aSlowConnectionIsCalledThinnedAndStillHasEveryExtremeWhileAFastOneIsNotTouched() {
    Page slow = chromium.window(base, 1280, 900, ColorScheme.LIGHT);
    for (Page each : List.of(page, slow)) {
      each.navigate(PUMP);
      assertThat(each.locator(".chart-span").first()).hasText("1 reading in view");
    }
    CDPSession network = slow.context().newCDPSession(slow);
    network.send("Network.enable");
    network.send("Network.emulateNetworkConditions", conditions(BYTES_A_SECOND));

    // a spike of one reading in what comes merged
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              arrive(pump, 0.1);
              pump.reading(++now, 0.1, 987.6, 1).reading(++now, 0.1, -55.5, 1);
              return "thinned".equals(slow.locator("#link").getAttribute("data-state"));
            });

    assertThat(page.locator("#link")).hasAttribute("data-state", "live");
    network.send("Network.emulateNetworkConditions", conditions(-1));
    arrive(pump, 0.1);
    for (Page each : List.of(page, slow)) {
      assertThat(each.locator(".plot").nth(1))
          .hasAttribute("aria-label", Pattern.compile("Temperature: -55[.]50 to 987[.]6 .*"));
      arrive(pump, 0.1);
    }
    // what was under way arrives at both
    await()
        .atMost(PATIENCE)
        .until(() -> slow.locator(".chart-span").first().innerText().equals(inView().innerText()));
  }

  private static JsonObject conditions(int bytesASecond) {
    JsonObject conditions = new JsonObject();
    conditions.addProperty("offline", false);
    conditions.addProperty("latency", 0);
    conditions.addProperty("downloadThroughput", bytesASecond);
    conditions.addProperty("uploadThroughput", -1);
    return conditions;
  }

  @Test
  void aFrameThatCannotBeReadIsNoReasonToStandStill() {
    AtomicInteger frames = new AtomicInteger();
    byte[] unreadable = {9, 9, 9, 9};
    page.routeWebSocket(
        Pattern.compile(".*/live"),
        socket ->
            socket
                .connectToServer()
                .onMessage(
                    frame ->
                        socket.send(frames.incrementAndGet() == 1 ? unreadable : frame.binary())));

    page.navigate(PUMP);

    assertThat(inView()).hasText("1 reading in view");
    assertThat(page.locator("#link")).hasAttribute("data-state", "live");
  }

  @Test
  void whatTheServerRefusesIsSaid() {
    page.routeWebSocket(
        Pattern.compile(".*/live"),
        socket -> {
          WebSocketRoute server = socket.connectToServer();
          socket.onMessage(
              said -> server.send(said.text().replaceFirst("\"limit\":\\d+", "\"limit\":201")));
        });

    page.navigate("/");

    assertThat(page.locator("#notice")).containsText("Limit must be a whole number from 0 to 200.");
  }

  @Test
  void aSearchInTheAddressThatIsTooLongIsCut() {
    page.navigate("/?q=" + "x".repeat(300));

    assertThat(page.locator("#no-match")).isVisible();
    assertThat(page.locator("#search")).hasValue("x".repeat(200));
    assertThat(page.locator("#notice")).isHidden();
  }

  @Test
  void aRangeThatTimeHasEmptiedSaysSo() {
    gateway.wipe();
    gateway.openStream();
    PlayedMachine old = gateway.machine("edge-01/old");
    long almost = System.currentTimeMillis() - 112_000;
    gateway.write(old.reading(almost, 0.1, 20, 1).arrived(almost, almost, almost));

    page.navigate("/machines/edge-01/old");

    assertThat(page.locator("#range-note")).containsText("No reading in this range");
  }

  @Test
  void theKeyboardGoesThroughTheRowsInTheirOrderAndKeepsItsPlaceWhenThatChanges() {
    List<PlayedMachine> pumps =
        List.of(pump, gateway.machine("edge-01/pump-02"), gateway.machine("edge-01/pump-03"));
    pumps.forEach(machine -> arrive(machine.intervals(1_000, 60_000), 0.1));
    page.navigate("/");
    Locator names = page.locator(".row .row-machine");
    assertThat(names).hasText(new String[] {"pump-01", "pump-02", "pump-03"});
    page.locator(".row-link").nth(1).focus();

    arrive(pumps.get(2), 0.9);

    assertThat(names).hasText(new String[] {"pump-03", "pump-01", "pump-02"});
    assertThat(page.locator(".row-link").nth(2)).isFocused();
  }

  @Test
  void aGatewayThatIsSilentIsNamedAndNoMachineIsCalledOffline() {
    long past = System.currentTimeMillis() - 600_000;
    gateway.write(pump.intervals(1_000, 1_000).arrived(past, past, past));
    gateway.beat(past);

    page.navigate("/");
    assertThat(page.locator("#notice")).containsText("The gateway has not written since");
    assertThat(page.locator(".row")).hasCount(1);
    assertThat(page.locator(".row .cell-condition")).hasText("Normal");
    page.locator(".row-link").click();

    assertThat(page.locator("#hops-note")).containsText("The gateway has not written since");
    assertThat(page.locator(".hop[data-health=silent] .hop-name")).hasText("Gateway");
    assertThat(page.locator("#condition")).hasText("Normal");

    gateway.beat(System.currentTimeMillis());

    assertThat(page.locator("#hops-note")).containsText("Nothing arrives since");
    assertThat(page.locator(".hop[data-health=silent] .hop-name")).hasText("Hub");
  }
}
