package fettle.drift.store;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.drift.Finding;
import fettle.drift.KllCodec;
import fettle.drift.ReferenceJson;
import fettle.drift.Verdict;
import fettle.telemetry.fixtures.Golden;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Two versions run side by side during an upgrade, and after it was taken back. */
class CompatibilityTest {
  static final List<Golden> FORMS =
      List.of(
          new Golden("kll-sketch.hex", bytes -> KllCodec.encode(KllCodec.decode(bytes))),
          new Golden("window-sketches.hex", bytes -> WindowSketches.decode(bytes).encode()),
          new Golden(
              "machine-drift.json", bytes -> DriftJson.encode(DriftJson.decodeMachine(bytes))),
          new Golden("drift-point.json", bytes -> DriftJson.encode(DriftJson.decodePoint(bytes))),
          new Golden("reference.json", CompatibilityTest::reference));

  private static byte[] reference(byte[] text) {
    return ReferenceJson.encode(ReferenceJson.decode(new String(text, StandardCharsets.UTF_8)))
        .getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @FieldSource("FORMS")
  void whatAnEarlierVersionWroteIsReadAndKept(Golden form) {
    form.assertKept();
  }

  @ParameterizedTest
  @FieldSource("FORMS")
  void whatALaterVersionAddsIsPassedOver(Golden form) {
    form.assertLaterIsRead();
  }

  @Test
  void wordsOfALaterVersionAreTakenForTooFewReadings() {
    byte[] later =
        """
        {"device":"edge-01","machine":"pump-01","models":[{"model":"pump:3","signals":{},
         "score":{"verdict":"drifting back","outcome":"RETURNED","complete":true,"readings":9}}]}
        """
            .getBytes(StandardCharsets.UTF_8);

    SignalState score = DriftJson.decodeMachine(later).models().getFirst().score();

    assertThat(score.verdict()).isEqualTo(Verdict.TOO_FEW_READINGS);
    assertThat(score.latest().outcome()).isEqualTo(Finding.Outcome.TOO_FEW_READINGS);
    assertThat(score.latest().readings()).isEqualTo(9);
  }

  @Test
  void aPointMayHaveMoreValuesThanAreKnown() {
    byte[] later =
        "{\"from\":5,\"signals\":{},\"score\":[\"steady\",3600,0.1,0.2,0.3,0.4,[7]]}"
            .getBytes(StandardCharsets.UTF_8);

    assertThat(DriftJson.decodePoint(later).score())
        .isEqualTo(new DriftPoint.Values(Verdict.STEADY, 3600, 0.1, 0.2, 0.3));
  }
}
