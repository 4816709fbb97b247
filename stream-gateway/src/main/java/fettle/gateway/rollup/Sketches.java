package fettle.gateway.rollup;

import fettle.gateway.drift.SketchOutcome;
import fettle.gateway.intake.Content;
import fettle.gateway.intake.Intake;
import fettle.telemetry.MachineId;
import fettle.telemetry.RejectReason;
import fettle.telemetry.SketchMessage;
import java.util.Optional;

/** What sketches from the edge change: the drift of their machine. */
final class Sketches {
  private Sketches() {}

  /** Merges one message of them, or counts it for what it is. */
  static void roll(
      PartitionMemory memory, Intake intake, Content.Sketches sketches, long now, Step step) {
    MachineId id = sketches.machine();
    SketchMessage message = sketches.message();
    SketchOutcome outcome =
        memory.known(id) == null
            ? new SketchOutcome.Refused(
                RejectReason.UNKNOWN_MACHINE.name(), "no reading of " + id + " has come")
            : memory.drift().take(id, message, intake.enqueuedAt());
    switch (outcome) {
      case SketchOutcome.Merged merged -> {
        step.counts().count(SketchResult.MERGED);
        step.changedDrift(memory.drift().machine(id), id, merged.closed());
        if (message.reference() != null) {
          step.keepReference(message.model(), message.reference());
        }
        if (merged.closed().isPresent()) {
          step.counts()
              .count(
                  merged.judged()
                      ? SketchResult.WINDOW_JUDGED
                      : SketchResult.WINDOW_WITHOUT_REFERENCE);
        }
      }
      case SketchOutcome.Late ignored -> {
        step.counts().count(SketchResult.LATE);
        step.changedDrift(memory.drift().machine(id), id, Optional.empty());
      }
      case SketchOutcome.Repeat ignored -> {
        step.counts().count(SketchResult.REPEAT);
        step.changedDrift(memory.drift().machine(id), id, Optional.empty());
      }
      case SketchOutcome.Future ignored -> step.counts().count(SketchResult.FUTURE);
      case SketchOutcome.Refused refused -> {
        step.counts().count(SketchResult.REFUSED);
        Refusals.add(memory, intake, refused.reason(), refused.detail(), now, step);
      }
    }
  }
}
