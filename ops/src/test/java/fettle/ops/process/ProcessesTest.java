package fettle.ops.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessesTest {
  @Test
  void theEndOfAProcessIsTheEndOfThoseThatItStartedToo() throws Exception {
    Process shell = new ProcessBuilder("sh", "-c", "sleep 1 & echo started; wait").start();
    assertThat(shell.inputReader().readLine()).isEqualTo("started");
    List<ProcessHandle> started = shell.descendants().toList();

    Processes.end(shell);

    assertThat(shell.isAlive()).isFalse();
    assertThat(started).isNotEmpty().noneMatch(ProcessHandle::isAlive);
  }
}
