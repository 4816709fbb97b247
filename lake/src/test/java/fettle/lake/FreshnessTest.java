package fettle.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreshnessTest {
  @TempDir Path folder;

  @Test
  void whatTheStorageRouteMayStillHoldBackIsNotPromised() throws IOException {
    Freshness.write(folder, Instant.parse("2026-03-01T12:00:00Z"));

    assertThat(Freshness.read(folder)).contains(Instant.parse("2026-03-01T11:45:00Z"));
  }

  @Test
  void nothingIsPromisedWhereNothingWasWritten() throws IOException {
    assertThat(Freshness.read(folder)).isEmpty();
  }

  @Test
  void aDamagedTimeIsNamed() throws IOException {
    Files.writeString(folder.resolve("compacted"), "soon");

    assertThatThrownBy(() -> Freshness.read(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("compacted holds no time");
  }
}
