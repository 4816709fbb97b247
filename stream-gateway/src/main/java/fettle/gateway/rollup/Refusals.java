package fettle.gateway.rollup;

import fettle.gateway.intake.Intake;
import fettle.telemetry.store.RejectedMessage;
import java.nio.charset.StandardCharsets;

/** Records that change nothing, kept for people to see. */
final class Refusals {
  private static final int LONGEST_DETAIL = 300;

  private Refusals() {}

  /** Counts it, and lists it with what is wrong. */
  static void add(
      PartitionMemory memory, Intake intake, String reason, String detail, long now, Step step) {
    step.reject(
        new RejectedMessage(
            memory.partition(),
            intake.offset(),
            intake.device(),
            intake.module(),
            memory.countRejected(reason),
            storable(detail),
            now,
            intake.body().length));
  }

  /** Short, and without half of a surrogate pair: that is no Unicode, and readers may refuse it. */
  private static String storable(String detail) {
    String cut = detail.substring(0, Math.min(detail.length(), LONGEST_DETAIL));
    return new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
