package fettle.ops.train.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fettle.ops.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetTest {
  @TempDir Path folder;

  private Path file(String path) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, path);
  }

  @Test
  void aFileKeepsTheNameOfItsMachineWhereverItIsPut() throws IOException {
    Dataset dataset =
        Dataset.of("m", List.of(file("valve1/0.csv"), file("valve1/1.csv"), file("pump 02.csv")));

    assertThat(dataset.files())
        .extracting(Dataset.File::name)
        .containsExactly("pump-02.csv", "valve1-0.csv", "valve1-1.csv");
  }

  @Test
  void recordingsOfOneMachineAreRefusedAndBothAreNamed() throws IOException {
    Path first = file("hall/valve1/0.csv");
    Path second = file("yard/valve1/0.csv");

    assertThatThrownBy(() -> Dataset.of("m", List.of(first, second)))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("two recordings are called valve1-0.csv")
        .hasMessageContaining(first.toString())
        .hasMessageContaining(second.toString());
  }
}
