package fettle.system.laptop;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import fettle.ops.hub.EdgeDevice;
import fettle.ops.hub.HubInfo;
import fettle.ops.hub.HubTrust;
import fettle.system.Browsing;
import fettle.system.RunningDemo;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What a person does with a demo: looks at it in a real browser, starts another, stops it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DemoIT {
  private static final String BIND = "127.0.17.4";
  private static final Duration STOPPED = Duration.ofSeconds(60);
  private static final Path SCREENSHOTS = Path.of("target/screenshots");
  private static final double PATIENCE_MS = 60_000;

  /** The table of two minutes has forty rows. */
  private static final Duration ROW = Duration.ofSeconds(3);

  @TempDir static Path folder;
  private static RunningDemo demo;

  @BeforeAll
  static void start() throws Exception {
    demo = new RunningDemo(BIND, folder.resolve("demo"), List.of("--machines", "3"));
    demo.awaitDashboard();
  }

  @AfterAll
  static void close() throws Exception {
    if (demo != null) {
      demo.close();
    }
  }

  @Test
  @Order(1)
  void aPersonOpensAMachineSeesAFaultTurnItAnomalousAndConfirmsTheAlarmForTheLake()
      throws Exception {
    Browsing.browse(
        page -> {
          page.navigate(demo.dashboard().toString());
          Locator pump = page.locator(".row-link", new Page.LocatorOptions().setHasText("pump-01"));
          assertThat(pump).isVisible(patiently());
          shot(page, "fleet");

          pump.click();
          assertThat(page.locator("h1")).hasText("pump-01");
          assertThat(page.locator("#charts .chart")).hasCount(9, patientCount());
          Locator chart =
              page.locator("#charts .chart", new Page.LocatorOptions().setHasText("flow"));
          chart.scrollIntoViewIfNeeded();
          Locator flow = chart.locator(".chart-number");
          assertThat(flow).hasText(Pattern.compile("\\d"), patientText());
          String before = flow.textContent();
          await().atMost(Duration.ofMinutes(1)).until(() -> !flow.textContent().equals(before));
          Locator condition = page.locator("#condition");
          assertThat(condition).hasAttribute("data-condition", "normal", patientAttribute());

          EdgeDevice edge = connect();
          edge.invoke("sensor", "injectFault", Map.of("machine", "pump-01", "fault", "cavitation"));
          assertThat(condition).hasAttribute("data-condition", "anomalous", patientAttribute());
          shot(page, "machine-anomalous");

          page.navigate(demo.dashboard().resolve("/alarms?q=pump-01").toString());
          Locator alarm = page.locator(".alarm").first();
          assertThat(alarm.locator(".alarm-state")).hasText("Open", patientText());
          alarm.locator("summary").click();
          alarm.getByText("Real fault").click();
          alarm.getByLabel("Your name").fill("Anna");
          alarm.getByText("Save").click();
          Pattern inTheLake = Pattern.compile("Real fault by Anna, .* · in the lake");
          assertThat(alarm.locator(".alarm-versions")).containsText(inTheLake, patientContent());
          shot(page, "alarm-labelled");
        });
  }

  @Test
  @Order(2)
  void aPageWhoseDashboardDiesSaysSoAndHasNoGapWhenItIsBack() throws Exception {
    Browsing.browse(
        page -> {
          page.navigate(demo.dashboard().resolve("/machines/edge-01/pump-02").toString());
          Locator link = page.locator("#link");
          assertThat(link).hasAttribute("data-state", "live", patientAttribute());

          demo.child("dashboard-ui").destroyForcibly();
          assertThat(link).hasAttribute("data-state", "lost", patientAttribute());
          demo.awaitLine("dashboard is back");

          assertThat(link).hasAttribute("data-state", "live", patientAttribute());
          page.locator("#table summary").click();
          List<LocalTime> rows =
              page.locator("#table th[scope=row]").allInnerTexts().stream()
                  .map(LocalTime::parse)
                  .toList();
          assertThat(rows).hasSizeGreaterThan(3);
          for (int row = 1; row < rows.size(); row++) {
            assertThat(Duration.between(rows.get(row - 1), rows.get(row))).isEqualTo(ROW);
          }
        });
  }

  @Test
  @Order(3)
  void aSecondDemoInTheSameFolderIsRefusedAndTheFirstGoesOn() throws Exception {
    List<ProcessHandle> before = demo.children();

    try (RunningDemo second = new RunningDemo(BIND, folder.resolve("demo"), List.of())) {
      assertThat(second.awaitExit(STOPPED)).isEqualTo(1);
      assertThat(second.lines()).anySatisfy(line -> assertThat(line).contains("a demo runs in"));
    }

    assertThat(before).isNotEmpty().allMatch(ProcessHandle::isAlive);
  }

  @Test
  @Order(4)
  void controlCStopsEverything() {
    List<ProcessHandle> children = demo.children();

    demo.interrupt();

    await()
        .atMost(STOPPED)
        .untilAsserted(() -> assertThat(children).noneMatch(ProcessHandle::isAlive));
  }

  private static EdgeDevice connect() throws Exception {
    HubInfo hub = demo.hub();
    HubTrust.use(hub.caCertificate());
    return new EdgeDevice(hub.serviceHost(), hub.serviceCredential());
  }

  private static void shot(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setFullPage(true).setPath(SCREENSHOTS.resolve(name + ".png")));
  }

  private static LocatorAssertions.IsVisibleOptions patiently() {
    return new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MS);
  }

  private static LocatorAssertions.ContainsTextOptions patientContent() {
    return new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MS);
  }

  private static LocatorAssertions.HasCountOptions patientCount() {
    return new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE_MS);
  }

  private static LocatorAssertions.HasTextOptions patientText() {
    return new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MS);
  }

  private static LocatorAssertions.HasAttributeOptions patientAttribute() {
    return new LocatorAssertions.HasAttributeOptions().setTimeout(PATIENCE_MS);
  }
}
