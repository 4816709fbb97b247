package fettle.ops.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fettle.ops.Failure;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalRuntimeTest {
  @TempDir Path folder;

  @Test
  void oneThatFindsAnotherInItsFolderLeavesThatAlone() throws Exception {
    LocalSettings settings =
        new LocalSettings(folder, folder, "127.0.17.28", LocalPorts.DEFAULT, null);
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LockHolder.class.getName(),
                folder.resolve(LocalRuntime.LOCK).toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output = other.inputReader(StandardCharsets.UTF_8)) {
      assertThat(output.readLine()).isEqualTo(LockHolder.HELD);
      RuntimeFile file = new RuntimeFile(folder);
      Instant started = RuntimeFile.startOf(other.toHandle()).orElseThrow();
      file.write(new RuntimeState(other.pid(), started, settings, List.of()));

      try (LocalRuntime second = new LocalRuntime(settings, line -> {})) {
        assertThatThrownBy(second::start)
            .isInstanceOf(Failure.class)
            .hasMessageContaining("another runtime runs in " + folder);
      }

      assertThat(file.alive()).map(RuntimeState::pid).contains(other.pid());
    } finally {
      other.destroyForcibly();
    }
  }
}
