package fettle.telemetry.hub;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One episode in which the hub takes less than is sent, or soon will.
 *
 * @param kind what is the matter
 * @param percent of the quota: the step that was reached last, {@link #steps}; 0 of throttling
 * @param since when the episode began, epoch milliseconds; of the quota the UTC day's midnight, so
 *     that a day is one episode whoever measures it
 */
public record HubWarning(Kind kind, int percent, long since) {
  private static final int[] PERCENTS = {80, 95, 100};

  /** What can be the matter. */
  public enum Kind {
    /** Most of a day's messages are used, or all: the hub then takes none until midnight UTC. */
    QUOTA,
    /** More is sent a second than the hub takes: it refuses some, which are sent again. */
    THROTTLE;

    /** The name in JSON. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The kind with this {@link #wire} name; empty for one that a later version knows. */
    public static Optional<Kind> of(String wire) {
      return Stream.of(values()).filter(kind -> kind.wire().equals(wire)).findFirst();
    }
  }

  /** The steps of the quota that are warned of, percent, the lowest first. */
  public static int[] steps() {
    return PERCENTS.clone();
  }

  /** What the episode is known by. */
  public String id() {
    return kind.wire() + "~" + since;
  }

  /** Whether the hub refuses messages because of it. */
  public boolean refuses() {
    return kind == Kind.THROTTLE || percent >= PERCENTS[PERCENTS.length - 1];
  }
}
