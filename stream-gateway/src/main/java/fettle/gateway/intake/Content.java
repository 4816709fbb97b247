package fettle.gateway.intake;

import fettle.telemetry.MachineId;
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

  /** A kind that is somebody else's to read. */
  record Elsewhere() implements Content {}
}
