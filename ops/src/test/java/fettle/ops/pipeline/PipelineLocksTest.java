package fettle.ops.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fettle.ops.Failure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineLocksTest {
  private static final int REFUSED = 3;
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir Path folder;

  /** Tries to run a pipeline from another process. */
  static final class Other {
    private Other() {}

    public static void main(String[] arguments) {
      try (PipelineLocks.Hold held = new PipelineLocks(Path.of(arguments[0])).hold("build")) {
        System.out.println("holds " + held.file());
      } catch (Failure refused) {
        System.exit(REFUSED);
      }
    }
  }

  private int anotherProcess() throws Exception {
    try (PipelineProgram other =
        new PipelineProgram(
            folder.resolve("output"), List.of(Other.class.getName(), folder.toString()))) {
      return other.exitWithin(LIMIT);
    }
  }

  @Test
  void lookingAndAskingInVainDoNotGiveTheLockBack() throws Exception {
    PipelineLocks locks = new PipelineLocks(folder);
    try (PipelineLocks.Hold held = locks.hold("build")) {
      assertThat(new PipelineLocks(folder).isHeld("build")).isTrue();
      assertThatThrownBy(() -> new PipelineLocks(folder).hold("build"))
          .isInstanceOf(Failure.class)
          .hasMessageContaining("another process runs 'build'");

      assertThat(anotherProcess()).isEqualTo(REFUSED);
    }
    assertThat(locks.isHeld("build")).isFalse();
    assertThat(anotherProcess()).isZero();
  }
}
