package fettle.drift.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fettle.drift.Finding;
import fettle.drift.KllCodec;
import fettle.drift.KllSketch;
import fettle.drift.Verdict;
import fettle.telemetry.MachineId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DriftStoreTest {

  private static final Finding FINDING =
      new Finding(
          Finding.Outcome.SHIFTED, true, 3600, 120.5, 0.31, 0.22, 0.04, 0.1, 0.19, Double.NaN);

  @Test
  void presentDriftComesBack() {
    SequencedMap<String, SignalState> signals = new LinkedHashMap<>();
    signals.put("flow", new SignalState(Verdict.DRIFTED, FINDING));
    signals.put("temperature", SignalState.UNKNOWN);
    ModelDrift model =
        new ModelDrift(
            "pump:3",
            3_600_000,
            7_200_000,
            17,
            7_300_000,
            3_600_000,
            true,
            signals,
            new SignalState(Verdict.STEADY, null));
    MachineDrift drift = new MachineDrift(new MachineId("dev-1", "pump-01"), List.of(model));

    MachineDrift read = DriftJson.decodeMachine(DriftJson.encode(drift));

    assertThat(read).isEqualTo(drift);
    assertThat(read.models().getFirst().verdict()).isEqualTo(Verdict.DRIFTED);
  }

  @Test
  void courseComesBackAndIsSmall() {
    SequencedMap<String, DriftPoint.Values> signals = new LinkedHashMap<>();
    for (int s = 0; s < 8; s++) {
      signals.put("signal-" + s, new DriftPoint.Values(Verdict.STEADY, 3600, 0.1234, 0.05, 0.02));
    }
    DriftPoint point =
        new DriftPoint(
            1_763_900_000_000L,
            signals,
            new DriftPoint.Values(Verdict.TOO_FEW_READINGS, 0, Double.NaN, Double.NaN, Double.NaN));

    byte[] bytes = DriftJson.encode(point);

    assertThat(DriftJson.decodePoint(bytes)).isEqualTo(point);
    assertThat(bytes).hasSizeLessThan(500);
  }

  @Property(tries = 100)
  void sketchesOfAWindowComeBackAndACutIsRefused(@ForAll @IntRange(max = 100) int length) {
    KllSketch sketch = new KllSketch(3);
    for (int i = 0; i < 100; i++) {
      sketch.add(i);
    }
    SequencedMap<String, KllSketch> signals = new LinkedHashMap<>();
    signals.put("flow", sketch);
    byte[] packed = new WindowSketches(5_000, signals, new KllSketch(4)).encode();

    WindowSketches read = WindowSketches.decode(packed);

    assertThat(read.from()).isEqualTo(5_000);
    assertThat(KllCodec.encode(read.signals().get("flow"))).isEqualTo(KllCodec.encode(sketch));
    assertThatThrownBy(() -> WindowSketches.decode(Arrays.copyOf(packed, length)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsNoDriftIsRefused() {
    for (String wrong : new String[] {"[]", "{", "{\"models\":[]}", "{\"from\":1}"}) {
      byte[] bytes = wrong.getBytes(StandardCharsets.UTF_8);
      assertThatThrownBy(() -> DriftJson.decodeMachine(bytes))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> DriftJson.decodePoint(bytes))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
