package fettle.sensor.settings;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.edge.DesiredProperties;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsChangeTest {
  private static final Settings CONFIGURED = new Settings(100, 10, 1_000);
  private static final Settings IN_FORCE = new Settings(50, 5, 500);

  @Test
  void desiredValuesAreTaken() {
    SettingsChange change =
        change(
            Map.of(
                "sampling", Map.of("intervalMs", 200L),
                "batch", Map.of("size", 20L, "flushMs", 2_000L)));

    assertThat(change.settings()).isEqualTo(new Settings(200, 20, 2_000));
    assertThat(change.errors()).isEmpty();
  }

  @Test
  void whatIsNotDesiredIsAsConfigured() {
    assertThat(change(Map.of("batch", Map.of("size", 20L))).settings())
        .isEqualTo(new Settings(100, 20, 1_000));
  }

  @Test
  void refusedValueLeavesTheOneInForceAndNamesFieldAndRule() {
    SettingsChange change =
        change(Map.of("sampling", Map.of("intervalMs", 0L), "batch", Map.of("size", "many")));

    assertThat(change.settings()).isEqualTo(new Settings(50, 5, 1_000));
    assertThat(change.errors())
        .containsEntry(
            "sampling/intervalMs",
            "sampling.intervalMs=0 must be a whole number between 1 and 86400000")
        .containsEntry("batch/size", "batch.size=many must be a whole number between 1 and 10000");
  }

  private static SettingsChange change(Map<String, Object> desired) {
    return SettingsChange.of(new DesiredProperties(1, desired), CONFIGURED, IN_FORCE);
  }
}
