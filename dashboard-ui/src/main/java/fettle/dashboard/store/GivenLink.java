package fettle.dashboard.store;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import fettle.telemetry.MachineId;
import java.util.Optional;

/**
 * A link for people who do not sign in, as it was given; the link itself is not kept. Times are
 * epoch milliseconds.
 *
 * @param id 128 random bits, base64url
 * @param machine {@code device/machine}
 * @param signal the only one it shows; {@code null} = all
 * @param from begin of what it shows; 0 where it shows a length of time up to now
 * @param to end of what it shows
 * @param rangeMs length up to now; 0 where it shows a stretch of the past
 * @param by who made it; empty where nobody signs in
 * @param made when
 * @param expires when it ends by itself
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record GivenLink(
    String id,
    String machine,
    String signal,
    long from,
    long to,
    long rangeMs,
    String by,
    long made,
    long expires) {

  /**
   * @throws IllegalArgumentException when nobody could say which link of which machine it is
   */
  public GivenLink {
    if (id == null || machine == null || by == null) {
      throw new IllegalArgumentException("a link has an id, a machine and a maker");
    }
    MachineId.parse(machine);
  }

  /**
   * That it was taken back.
   *
   * @param by who did; empty where nobody signs in
   * @param at when
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Revocation(String by, long at) {}

  /** What is listed under the id of a link. */
  public sealed interface Listed {}

  /** A link, and whether it was taken back. */
  public record Kept(GivenLink link, Optional<Revocation> revocation) implements Listed {}

  /** Something that is not understood here: whoever has the link can open it all the same. */
  public record Unreadable(String id) implements Listed {}
}
