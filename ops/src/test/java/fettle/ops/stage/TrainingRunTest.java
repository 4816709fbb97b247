package fettle.ops.stage;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.ops.image.JavaOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingRunTest {
  private static final String WITHOUT_PROFILES = "-XX:-AOTRecordTraining";

  private static List<String> training(List<String> options) {
    List<String> command = new ArrayList<>(List.of("java"));
    command.addAll(options);
    command.addAll(List.of("-jar", "app.jar"));
    return new TrainingRun.Wanted(command, Path.of("app.aot")).training();
  }

  @Test
  void profilesAreKeptForThoseThatCompileWithThem() {
    assertThat(training(JavaOptions.EDGE)).contains(WITHOUT_PROFILES);
    assertThat(training(JavaOptions.USUAL)).doesNotContain(WITHOUT_PROFILES);
  }

  @Test
  void theOptionThatIsLockedStandsBehindTheOneThatUnlocksIt() {
    assertThat(training(JavaOptions.EDGE))
        .containsSubsequence("-XX:+UnlockDiagnosticVMOptions", WITHOUT_PROFILES, "-jar", "app.jar");
  }
}
