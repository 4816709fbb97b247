package fettle.gateway.intake;

import fettle.telemetry.MachineId;
import fettle.telemetry.SketchMessage;
import fettle.telemetry.TelemetryBatch;

/** What a record turned out to carry. */
public sealed interface Content {

  /** Readings of a machine. Without a sequence (the flat form) a repeat cannot be told. */
  record Readings(MachineId machine, TelemetryBatch batch) implements Content {}

  /**
   * Not usable, by us or by an edge module.
   *
   * @param reason typed, see METRICS.md for the values
   * @param detail one sentence for a person
   */
  record Refused(String reason, String detail) implements Content {}

  /** Sketches of what a machine's model saw and said; they have not been looked into. */
  record Sketches(MachineId machine, SketchMessage message) implements Content {}
}
