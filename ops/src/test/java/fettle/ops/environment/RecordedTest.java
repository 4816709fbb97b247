package fettle.ops.environment;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.ops.pipeline.Journal;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedTest {
  @TempDir Path state;

  @Test
  void whatNoRunRecordedIsNotKnown() {
    assertThat(Recorded.REGISTRY.in(new Journal(state.resolve("runs")))).isEmpty();
  }

  @Test
  void theNewestRunThatCameSoFarCounts() {
    RecordedRuns.write(
        state, Recorded.PROVISION, Map.of(Recorded.REGISTRY, "old.azurecr.io", Recorded.HUB, "h"));
    RecordedRuns.write(state, Recorded.PROVISION, Map.of(Recorded.REGISTRY, "new.azurecr.io"));
    Journal journal = new Journal(state.resolve("runs"));

    assertThat(Recorded.REGISTRY.in(journal)).contains("new.azurecr.io");
    assertThat(Recorded.HUB.in(journal)).as("of the run before it").contains("h");
  }
}
