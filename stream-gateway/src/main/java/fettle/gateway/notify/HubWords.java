package fettle.gateway.notify;

import fettle.gateway.notify.Words.Fact;
import fettle.telemetry.hub.HubUsage;
import fettle.telemetry.hub.HubWarning.Kind;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A warning of the hub in words, for mail and chat. */
final class HubWords {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private HubWords() {}

  static String title(HubEvent event) {
    HubUsage usage = event.usage();
    String what =
        switch (event.type()) {
          case RAISED -> raised(event);
          case CLEARED ->
              event.warning().kind() == Kind.THROTTLE
                  ? "no send was refused for half an hour"
                  : "%s of today's %s messages are used"
                      .formatted(percent(usage), number(usage.limit()));
        };
    String state =
        event.type() == Event.Type.CLEARED
            ? "CLEARED"
            : event.severity().wire().toUpperCase(Locale.ROOT);
    return "[%s] IoT hub %s: %s".formatted(state, usage.hub(), what);
  }

  private static String raised(HubEvent event) {
    HubUsage usage = event.usage();
    if (event.warning().kind() == Kind.THROTTLE) {
      return "it refused %s sends in the last hour because they were too many"
          .formatted(number(usage.throttled()));
    }
    return event.warning().refuses()
        ? "all of today's %s messages are used, it takes none until midnight UTC"
            .formatted(number(usage.limit()))
        : "%s of today's %s messages are used".formatted(percent(usage), number(usage.limit()));
  }

  static List<Fact> facts(HubEvent event) {
    HubUsage usage = event.usage();
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Severity", event.severity().wire()));
    if (usage.limit() > 0) {
      facts.add(
          new Fact(
              "Messages of this UTC day",
              "%s of %s".formatted(number(usage.used()), number(usage.limit()))));
      if (usage.lastsUntil() > usage.at()) {
        facts.add(new Fact("At this rate", "they last until " + clock(usage.lastsUntil())));
      }
    }
    if (usage.throttled() > 0) {
      facts.add(new Fact("Refused in the last hour", number(usage.throttled())));
    }
    if (usage.sendsPerSecond() > 0) {
      facts.add(new Fact("Sends a second that it takes", number(usage.sendsPerSecond())));
    }
    return facts;
  }

  private static String percent(HubUsage usage) {
    return String.format(Locale.ROOT, "%d %%", (int) (100 * usage.share()));
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String clock(long millis) {
    return CLOCK.format(Instant.ofEpochMilli(millis));
  }
}
