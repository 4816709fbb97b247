package fettle.telemetry.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fettle.telemetry.command.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MachineTwinCodecTest {

  @Test
  void whatTwinsSayComesBack() {
    MachineTwin twin =
        new MachineTwin(
            "sensor",
            MachineTwin.SIMULATED,
            new Settings(100L, null, null),
            new Settings(200L, 10L, 5_000L),
            Map.of("batch/size", "batch.size=0 must be a whole number"),
            "",
            "",
            "",
            7);

    assertThat(MachineTwinCodec.decode(MachineTwinCodec.encode(twin))).isEqualTo(twin);
    MachineTwin scored = twin.withModels("a".repeat(64), "b".repeat(64), "cannot be read");
    assertThat(MachineTwinCodec.decode(MachineTwinCodec.encode(scored))).isEqualTo(scored);
  }

  @Test
  void aSetOfModelsComesBack() {
    ModelSet models = new ModelSet("file:///m.json", "a".repeat(64), "pump:3, fan:1", 9);

    assertThat(MachineTwinCodec.decodeModels(MachineTwinCodec.encode(models))).isEqualTo(models);
  }

  @Test
  void whatIsNoObjectIsRefused() {
    assertThatThrownBy(() -> MachineTwinCodec.decode("[]"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> MachineTwinCodec.decodeModels("{"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
