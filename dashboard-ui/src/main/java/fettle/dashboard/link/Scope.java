package fettle.dashboard.link;

import com.fasterxml.jackson.annotation.JsonProperty;
import fettle.telemetry.MachineId;

/**
 * What a link shows, as it stands in the link.
 *
 * @param machine {@code device/machine}
 * @param signal the only one it shows; {@code null} = the score and all of them
 * @param from epoch milliseconds; 0 where it shows a length of time up to now
 * @param to epoch milliseconds, not included
 * @param rangeMs length up to now; 0 where it shows a stretch of the past
 * @param expires epoch milliseconds
 * @param by who made it
 */
record Scope(
    @JsonProperty("m") String machine,
    @JsonProperty("s") String signal,
    @JsonProperty("f") long from,
    @JsonProperty("t") long to,
    @JsonProperty("r") long rangeMs,
    @JsonProperty("e") long expires,
    @JsonProperty("b") String by) {

  MachineId id() {
    return MachineId.parse(machine);
  }

  boolean isLive() {
    return rangeMs > 0;
  }

  /** Begin of what it shows now. */
  long from(long now) {
    return isLive() ? now - rangeMs : from;
  }

  /** End of what it shows now. */
  long to(long now) {
    return isLive() ? now : to;
  }
}
