package fettle.ops.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir Path folder;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  @Test
  void aKilledProcessIsNamedAndComesBack() throws Exception {
    try (Supervisor supervisor = supervisor()) {
      Supervised sleeper = supervisor.start(shell("sleeper", "exec sleep 1000"));
      Process first = sleeper.process();

      first.destroyForcibly();

      await().atMost(LIMIT).until(() -> lines.contains("sleeper is back"));
      assertThat(lines.getFirst()).contains("sleeper died (killed by SIGKILL); restarting it");
      assertThat(sleeper.process().pid()).isNotEqualTo(first.pid());
      assertThat(sleeper.process().isAlive()).isTrue();
    }
  }

  @Test
  void aProcessThatKeepsDyingIsGivenUpWithItsLastWords() throws Exception {
    try (Supervisor supervisor = supervisor()) {
      supervisor.start(shell("crasher", "echo no model here; exit 3"));

      await().atMost(LIMIT).until(() -> supervisor.failure().isCompletedExceptionally());

      assertThat(supervisor.failure().exceptionNow())
          .hasMessageContaining("crasher died (exit code 3)")
          .hasMessageContaining("no model here");
    }
  }

  @Test
  void closingStopsEveryProcess() throws Exception {
    Supervisor supervisor = supervisor();
    Supervised first = supervisor.start(shell("first", "exec sleep 1000"));
    Supervised second = supervisor.start(shell("second", "exec sleep 1000"));

    supervisor.close();

    assertThat(first.process().waitFor(1, TimeUnit.SECONDS)).isTrue();
    assertThat(second.process().waitFor(1, TimeUnit.SECONDS)).isTrue();
    assertThat(lines).isEmpty();
    assertThatThrownBy(() -> supervisor.start(shell("third", "exec sleep 1000")))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void waitingForAProcessThatIsNeverReadyNamesItsLog() throws Exception {
    try (Supervisor supervisor = supervisor()) {
      Supervised sleeper = supervisor.start(shell("sleeper", "exec sleep 1000"));

      assertThatThrownBy(() -> supervisor.await(sleeper, () -> false, Duration.ofMillis(300)))
          .isInstanceOf(TimeoutException.class)
          .hasMessageContaining("sleeper was not ready")
          .hasMessageContaining("sleeper.log");
    }
  }

  @Test
  void theEnvironmentReachesTheProcess() throws Exception {
    Path out = folder.resolve("out");
    ProcessSpec spec =
        new ProcessSpec(
            "printer",
            List.of("/bin/sh", "-c", "echo $FETTLE_GREETING > " + out + "; exec sleep 1000"),
            Map.of("FETTLE_GREETING", "hello"),
            folder.resolve("printer.log"),
            folder);
    try (Supervisor supervisor = supervisor()) {
      supervisor.start(spec);

      await().atMost(LIMIT).until(() -> Files.exists(out) && Files.size(out) > 0);
      assertThat(out).hasContent("hello");
    }
  }

  @Test
  void processesThatAKilledRunLeftBehindAreEnded() throws Exception {
    try (Supervisor supervisor = supervisor()) {
      Process left = supervisor.start(shell("left", "exec sleep 1000")).process();

      int ended = new PidFile(folder.resolve("pids")).endLeftovers();

      assertThat(ended).isEqualTo(1);
      assertThat(left.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  private Supervisor supervisor() {
    return new Supervisor(lines::add, new PidFile(folder.resolve("pids")));
  }

  private ProcessSpec shell(String name, String script) {
    return new ProcessSpec(
        name, List.of("/bin/sh", "-c", script), Map.of(), folder.resolve(name + ".log"), folder);
  }
}
