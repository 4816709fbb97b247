package fettle.dashboard.fleet;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A place that the newest batch of a machine passed. */
@Schema(description = "A place that the machine's newest batch passed")
public record Hop(
    @Schema(examples = "hub", description = "reading, scored, hub, gateway") String name,
    @Schema(description = "When it passed, epoch milliseconds; null where unknown") Long at,
    @Schema(description = "Milliseconds since the hop before; null where unknown") Long lagMs,
    @Schema(description = "fine, slow, silent, clock or unknown") Health health) {

  /** Whether data flows there. */
  public enum Health {
    /** Within its limit. */
    FINE,
    /** Took longer than it should. */
    SLOW,
    /** Nothing newer comes out of it. */
    SILENT,
    /** The times say it arrived before it was sent: a clock is wrong. */
    CLOCK,
    /** Not timed. */
    UNKNOWN;

    @JsonValue
    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
