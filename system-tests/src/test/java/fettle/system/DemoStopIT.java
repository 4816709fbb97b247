package fettle.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** How a demo ends, and how it does not. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DemoStopIT {
  private static final String BIND = "127.0.17.5";
  private static final Duration STOPPED = Duration.ofSeconds(60);

  @TempDir static Path folder;
  private static RunningDemo demo;

  @BeforeAll
  static void start() throws Exception {
    demo = new RunningDemo(BIND, folder.resolve("demo"), List.of("--machines", "1"));
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
  void aSecondDemoInTheSameFolderIsRefusedAndTheFirstGoesOn() throws Exception {
    List<ProcessHandle> before = demo.children();

    try (RunningDemo second = new RunningDemo(BIND, folder.resolve("demo"), List.of())) {
      assertThat(second.awaitExit(STOPPED)).isEqualTo(1);
      assertThat(second.lines()).anySatisfy(line -> assertThat(line).contains("a demo runs in"));
    }

    assertThat(before).isNotEmpty().allMatch(ProcessHandle::isAlive);
  }

  @Test
  @Order(2)
  void controlCStopsEverything() {
    List<ProcessHandle> children = demo.children();

    demo.interrupt();

    await()
        .atMost(STOPPED)
        .untilAsserted(() -> assertThat(children).noneMatch(ProcessHandle::isAlive));
  }
}
