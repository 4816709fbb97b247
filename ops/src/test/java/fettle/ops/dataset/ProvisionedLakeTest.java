package fettle.ops.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fettle.ops.Failure;
import fettle.ops.environment.EnvironmentFile;
import fettle.ops.environment.Recorded;
import fettle.ops.environment.RecordedRuns;
import fettle.ops.pipeline.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the lake is that provisioning made. */
class ProvisionedLakeTest {
  private static final String PROVISIONED = "https://plantlake.blob.core.windows.net/";

  @TempDir Path folder;

  private Journal journal() {
    return new Journal(folder.resolve("runs"));
  }

  private DatasetSection section(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("fettle.yaml"), "name: plant\n" + content);
    return EnvironmentFile.read(file).section(DatasetPipeline.NAME, DatasetSection.class);
  }

  @Test
  void theFileGoesBeforeWhatWasProvisioned() throws IOException {
    RecordedRuns.write(folder, Recorded.PROVISION, Map.of(Recorded.LAKE, PROVISIONED));

    assertThat(EnvironmentLake.address(section(""), journal())).isEqualTo(PROVISIONED);
    assertThat(EnvironmentLake.address(section("dataset: {account: other}\n"), journal()))
        .isEqualTo("https://other.blob.core.windows.net");
  }

  @Test
  void withoutEitherTheWayOutIsNamed() throws IOException {
    DatasetSection section = section("");

    assertThatThrownBy(() -> EnvironmentLake.address(section, journal()))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "--target azure needs dataset.account or dataset.connection; run ./fettle provision"
                + " --target azure, or set it in the environment file");
  }
}
