package fettle.ops.doctor;

import java.time.Duration;
import java.time.Instant;

/**
 * The clock can be right: tokens and certificates, and the time axis of every chart, rest on it.
 *
 * @param now as this machine has it
 * @param notBefore a moment that is surely past, such as that of the build
 */
record ClockCheck(Instant now, Instant notBefore) implements Check {
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  @Override
  public String name() {
    return "clock";
  }

  @Override
  public Verdict examine() {
    return now.plus(TOLERANCE).isBefore(notBefore)
        ? new Verdict.Missing(
            "the clock says %s, which is before the programs were built (%s)"
                .formatted(now, notBefore),
            "set the clock, for example with timedatectl set-ntp true")
        : new Verdict.Fine("the clock says " + now);
  }
}
