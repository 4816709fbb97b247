package fettle.dashboard.hub;

import fettle.telemetry.hub.HubUsage;
import fettle.telemetry.hub.HubWarning;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the IoT hub has taken. */
@Schema(description = "What the IoT hub has taken; times are epoch milliseconds")
record HubView(
    @Schema(description = "Its name; empty while nobody measures") String hub,
    @Schema(description = "When it was measured; null while nobody measures") Long at,
    @Schema(description = "Messages of this UTC day, as the hub meters them") long used,
    @Schema(description = "Messages that a UTC day may have; 0 when not known") long limit,
    @Schema(
            description =
                "When they are used up at the present rate, or since when they are; null when they last")
        Long lastsUntil,
    @Schema(description = "When the next UTC day begins") Long resetsAt,
    @Schema(description = "Sends of the last hour that were refused because they were too many")
        long throttled,
    @Schema(description = "Sends a second that the hub takes; 0 when not known")
        long sendsPerSecond,
    @Schema(description = "What is to be warned of") List<Warning> warnings) {
  private static final long DAY_MS = 86_400_000;

  static final HubView UNKNOWN = new HubView("", null, 0, 0, null, null, 0, 0, List.of());

  /** A warning. */
  @Schema(description = "A warning of the hub")
  record Warning(
      @Schema(examples = "quota", description = "quota or throttle") String kind,
      @Schema(
              description =
                  "The step of the quota that was reached: 80, 95 or 100; 0 of throttling")
          int percent,
      @Schema(description = "Since when, epoch milliseconds") long since,
      @Schema(description = "Whether the hub refuses messages because of it") boolean refuses) {
    static Warning of(HubWarning warning) {
      return new Warning(
          warning.kind().wire(), warning.percent(), warning.since(), warning.refuses());
    }
  }

  static HubView of(HubUsage usage) {
    return new HubView(
        usage.hub(),
        usage.at(),
        usage.used(),
        usage.limit(),
        usage.lastsUntil() == 0 ? null : usage.lastsUntil(),
        usage.at() - usage.at() % DAY_MS + DAY_MS,
        usage.throttled(),
        usage.sendsPerSecond(),
        usage.warnings().stream().map(Warning::of).toList());
  }
}
