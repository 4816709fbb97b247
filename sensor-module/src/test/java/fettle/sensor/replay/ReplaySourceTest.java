package fettle.sensor.replay;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fettle.recording.ReadOptions;
import fettle.sensor.source.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplaySourceTest {
  @TempDir Path folder;

  private ReplayOptions options() {
    return new ReplayOptions(1, ReadOptions.DEFAULT, folder.resolve("truth"));
  }

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("run.csv"), content);
  }

  @Test
  void twoFilesOfOneMachineAreRefused() throws Exception {
    Path first = file("time;a\n1583748873;1\n");
    Path second = Files.createDirectories(folder.resolve("other")).resolve("run.csv");
    Files.copy(first, second);

    assertThatThrownBy(() -> ReplaySource.open(List.of(first, second), options()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(first.toString())
        .hasMessageContaining(second.toString());
  }

  @Test
  void aFileOfWhichNothingCanBeSentIsRefusedByName() throws Exception {
    Path file = file("time|a\n1583748873|1\n");

    assertThatThrownBy(() -> ReplaySource.open(List.of(file), options()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(file + ":1");
  }

  @Test
  void speedBelowRealTimeIsRefused() {
    assertThatThrownBy(() -> new ReplayOptions(0.5, ReadOptions.DEFAULT, folder))
        .hasMessageContaining("speed=0.5");
  }
}
