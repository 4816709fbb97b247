package fettle.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.telemetry.alarm.AlarmCodec;
import fettle.telemetry.command.CommandCodec;
import fettle.telemetry.command.Progress;
import fettle.telemetry.fixtures.Golden;
import fettle.telemetry.hub.HubUsageCodec;
import fettle.telemetry.label.DecisionCodec;
import fettle.telemetry.machine.MachineDescriptionCodec;
import fettle.telemetry.machine.MachineTwinCodec;
import fettle.telemetry.model.ModelManifest;
import fettle.telemetry.model.ModelsInUse;
import fettle.telemetry.notify.EndpointStatusCodec;
import fettle.telemetry.pipeline.PipelineRequest;
import fettle.telemetry.pipeline.PipelineRunCodec;
import fettle.telemetry.store.BucketCodec;
import fettle.telemetry.store.LiveUpdate;
import fettle.telemetry.store.MachineStateCodec;
import fettle.telemetry.store.RejectedMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Two versions run side by side during an upgrade, and after it was taken back. */
class CompatibilityTest {
  private static final TelemetryCodec TELEMETRY = new TelemetryCodec(Limits.DEFAULT);
  private static final SketchCodec SKETCHES = new SketchCodec(Limits.DEFAULT);

  static final List<Golden> FORMS =
      List.of(
          new Golden("telemetry.json", CompatibilityTest::telemetry),
          new Golden("telemetry-uneven.json", CompatibilityTest::telemetry),
          new Golden("scored.json", CompatibilityTest::telemetry),
          new Golden("sketch.json", CompatibilityTest::sketch),
          new Golden(
              "edge-rejection.json",
              bytes -> EdgeRejection.decode(bytes).map(EdgeRejection::encode).orElseThrow()),
          new Golden("bucket.hex", bytes -> BucketCodec.encode(BucketCodec.decode(bytes))),
          new Golden("live-update.hex", bytes -> LiveUpdate.decode(bytes).encode()),
          new Golden(
              "machine-state.json",
              bytes -> MachineStateCodec.encode(MachineStateCodec.decode(bytes))),
          new Golden("rejected-message.json", bytes -> RejectedMessage.decode(bytes).encode()),
          new Golden("alarm-open.json", bytes -> AlarmCodec.encode(AlarmCodec.decode(bytes))),
          new Golden("alarm-cleared.json", bytes -> AlarmCodec.encode(AlarmCodec.decode(bytes))),
          new Golden("alarm-limit.json", bytes -> AlarmCodec.encode(AlarmCodec.decode(bytes))),
          new Golden("command-settings.json", texts(CompatibilityTest::command)),
          new Golden("command-models.json", texts(CompatibilityTest::command)),
          new Golden("command-method.json", texts(CompatibilityTest::command)),
          new Golden("command-describe.json", texts(CompatibilityTest::command)),
          new Golden(
              "machine-description.json",
              texts(text -> MachineDescriptionCodec.encode(MachineDescriptionCodec.decode(text)))),
          new Golden(
              "machine-twin.json",
              texts(text -> MachineTwinCodec.encode(MachineTwinCodec.decode(text)))),
          new Golden(
              "model-set.json",
              texts(text -> MachineTwinCodec.encode(MachineTwinCodec.decodeModels(text)))),
          new Golden(
              "endpoint-status.json",
              texts(text -> EndpointStatusCodec.encode(EndpointStatusCodec.decode(text)))),
          new Golden(
              "hub-usage.json", texts(text -> HubUsageCodec.encode(HubUsageCodec.decode(text)))),
          new Golden(
              "decision-maintenance.json",
              texts(text -> DecisionCodec.encode(DecisionCodec.decode(text)))),
          new Golden(
              "decision-link.json",
              texts(text -> DecisionCodec.encode(DecisionCodec.decode(text)))),
          new Golden("command-sentence.json", texts(CompatibilityTest::sentence)),
          new Golden(
              "decision.json", texts(text -> DecisionCodec.encode(DecisionCodec.decode(text)))),
          new Golden(
              "decision-in-the-lake.json",
              texts(text -> DecisionCodec.encode(DecisionCodec.decodeEntry(text)))),
          new Golden(
              "pipeline-run.json",
              texts(text -> PipelineRunCodec.encode(PipelineRunCodec.decode(text)))),
          new Golden("pipeline-request.json", texts(text -> PipelineRequest.decode(text).encode())),
          new Golden("model-manifest.json", bytes -> ModelManifest.decode(bytes).encode()),
          new Golden("models-in-use.json", texts(text -> ModelsInUse.decode(text).encode())));

  private static byte[] telemetry(byte[] body) {
    return TELEMETRY.encode(((Decoded.Valid) TELEMETRY.decode(body, "flat")).batch());
  }

  private static byte[] sketch(byte[] body) {
    return SKETCHES.encode(((DecodedSketch.Valid) SKETCHES.decode(body)).message());
  }

  private static String sentence(String text) {
    Map<String, String> fields =
        Map.of(
            Progress.Field.STATE,
            "failed",
            Progress.Field.WORDS,
            "The module sensor of edge-01 is not connected to the hub.",
            Progress.Field.SAID,
            text);
    return Progress.of(fields).said().orElseThrow().encode();
  }

  private static String command(String text) {
    return CommandCodec.encode(CommandCodec.decode(text));
  }

  private static UnaryOperator<byte[]> texts(UnaryOperator<String> again) {
    return bytes ->
        again.apply(new String(bytes, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @FieldSource("FORMS")
  void whatAnEarlierVersionWroteIsReadAndKept(Golden form) {
    form.assertKept();
  }

  @Test
  void anAlarmOfAKindThatALaterVersionKnowsIsLeftToThat() {
    byte[] later =
        "{\"device\":\"d\",\"machine\":\"m\",\"kind\":\"smell\",\"first\":1}"
            .getBytes(StandardCharsets.UTF_8);

    assertThat(AlarmCodec.decodeKnown(later)).isEmpty();
  }

  @Test
  void aCommandForWhatALaterVersionKnowsIsLeftToThat() {
    assertThat(CommandCodec.decodeKnown("{\"id\":\"1\",\"machine\":\"d/m\",\"action\":\"reboot\"}"))
        .isEmpty();
  }

  @Test
  void aCommandsStateThatALaterVersionKnowsIsInDoubt() {
    Progress later = Progress.of(Map.of(Progress.Field.STATE, "postponed"));

    assertThat(later.state()).isEqualTo(Progress.State.UNKNOWN);
  }

  /** What a model's reference has that is not known is passed on to whoever knows it. */
  @Test
  void aReferenceOfALaterVersionIsPassedOnWhole() {
    new Golden("sketch-first.json", CompatibilityTest::sketch).assertKept();
  }

  @ParameterizedTest
  @FieldSource("FORMS")
  void whatALaterVersionAddsIsPassedOver(Golden form) {
    form.assertLaterIsRead();
  }
}
