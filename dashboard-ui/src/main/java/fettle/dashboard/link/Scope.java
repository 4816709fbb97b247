package fettle.dashboard.link;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import fettle.dashboard.store.GivenLink;
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
 * @param link id by which it is listed, and can be taken back; {@code null} = made by a version
 *     that listed none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Scope(
    @JsonProperty("m") String machine,
    @JsonProperty("s") String signal,
    @JsonProperty("f") long from,
    @JsonProperty("t") long to,
    @JsonProperty("r") long rangeMs,
    @JsonProperty("e") long expires,
    @JsonProperty("b") String by,
    @JsonProperty("i") String link) {

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

  /** The link as it is listed. */
  GivenLink given(long now) {
    return new GivenLink(link, machine, signal, from, to, rangeMs, by, now, expires);
  }
}
