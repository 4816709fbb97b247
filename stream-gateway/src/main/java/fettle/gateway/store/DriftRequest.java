package fettle.gateway.store;

import fettle.drift.store.DriftJson;
import fettle.gateway.drift.ClosedWindow;
import fettle.gateway.drift.DriftRules;
import fettle.gateway.rollup.Step;
import fettle.telemetry.MachineId;
import fettle.telemetry.store.StoreKeys;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a step changes of drift, as operations of {@link Script#STEP}. */
final class DriftRequest {

  /** A reference comes with the messages now and then; one that came long ago is of no model. */
  private static final long REFERENCE_KEPT_MS = 30L * 86_400_000;

  private final StoreKeys keys;
  private final DriftRules rules;

  DriftRequest(StoreKeys keys, DriftRules rules) {
    this.keys = keys;
    this.rules = rules;
  }

  /** Takes one operation on a key. */
  interface Operations {
    void add(byte[] name, String key, List<byte[]> operands);
  }

  /**
   * @param hashes takes operations whose operands may be many
   * @param operations takes all others
   */
  void write(Step step, Operations hashes, Operations operations) {
    List<byte[]> present = new ArrayList<>();
    List<byte[]> states = new ArrayList<>();
    List<byte[]> changes = new ArrayList<>();
    step.drift()
        .forEach(
            (machine, change) -> {
              byte[] field = machine.toString().getBytes(StandardCharsets.UTF_8);
              byte[] drift = DriftJson.encode(change.state().present(rules));
              present.add(field);
              present.add(drift);
              states.add(field);
              states.add(change.state().encode());
              change.closed().forEach(closed -> window(machine, closed, operations));
              if (!change.closed().isEmpty()) {
                changes.add(drift);
              }
            });
    hashes.add(StepRequest.HASH, keys.drift(), present);
    hashes.add(StepRequest.HASH, keys.driftState(), states);
    step.references().forEach((model, json) -> reference(model, json, step.at(), operations));
    changes.forEach(
        drift -> operations.add(StepRequest.PUBLISH, keys.driftChanges(), List.of(drift)));
  }

  private void window(MachineId machine, ClosedWindow closed, Operations operations) {
    byte[] expires = StepRequest.ascii(Long.toString(closed.expires()));
    operations.add(
        StepRequest.BUCKETS,
        keys.driftCourse(machine, closed.model()),
        List.of(
            expires,
            StepRequest.ascii(Integer.toString(closed.coursePlace())),
            DriftJson.encode(closed.point())));
    operations.add(
        StepRequest.BUCKETS,
        keys.driftSketches(machine, closed.model()),
        List.of(
            expires,
            StepRequest.ascii(Integer.toString(closed.sketchPlace())),
            closed.sketches().encode()));
  }

  private void reference(String model, String json, long at, Operations operations) {
    operations.add(
        StepRequest.BUCKETS,
        keys.reference(model),
        List.of(
            StepRequest.ascii(Long.toString(at + REFERENCE_KEPT_MS)),
            StepRequest.ascii(StoreKeys.REFERENCE),
            json.getBytes(StandardCharsets.UTF_8)));
  }
}
