package fettle.gateway.notify;

import fettle.telemetry.alarm.Alarm;
import fettle.telemetry.alarm.Alarm.Finding;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An event in words, for mail and chat. */
final class Words {
  private Words() {}

  /** One line. */
  static String title(Event event) {
    return switch (event) {
      case AlarmEvent alarm -> title(alarm);
      case HubEvent hub -> HubWords.title(hub);
    };
  }

  private static String title(AlarmEvent event) {
    String state =
        switch (event.type()) {
          case RAISED -> event.alarm().severity().wire().toUpperCase(Locale.ROOT);
          case CLEARED -> "CLEARED";
        };
    return "[%s] %s: %s".formatted(state, event.machine(), what(event));
  }

  private static String what(AlarmEvent event) {
    return switch (event.alarm().kind()) {
      case ANOMALY -> "anomaly";
      case OFFLINE -> "offline";
      case FLATLINE -> "flat line of " + signals(event);
      case LIMIT -> "out of limits: " + signals(event);
    };
  }

  private static String signals(AlarmEvent event) {
    return String.join(
        ", ", event.alarm().findings().stream().map(Finding::signal).map(event::signal).toList());
  }

  /** A term and what it is. */
  record Fact(String term, String text) {}

  /** What is known. */
  static List<Fact> facts(Event event) {
    return switch (event) {
      case AlarmEvent alarm -> facts(alarm);
      case HubEvent hub -> HubWords.facts(hub);
    };
  }

  private static List<Fact> facts(AlarmEvent event) {
    Alarm alarm = event.alarm();
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Machine", alarm.machine().toString()));
    if (!event.site().isEmpty()) {
      facts.add(new Fact("Site", event.site()));
    }
    facts.add(new Fact("Severity", alarm.severity().wire()));
    facts.add(new Fact("Since", time(alarm.first())));
    facts.add(new Fact("Raised", time(alarm.raised())));
    if (!alarm.isOpen()) {
      facts.add(new Fact("Cleared", time(alarm.cleared())));
    }
    alarm
        .findings()
        .forEach(finding -> facts.add(new Fact(event.signal(finding.signal()), found(finding))));
    if (!Double.isNaN(alarm.peak())) {
      facts.add(new Fact("Highest score", String.format(Locale.ROOT, "%.2f", alarm.peak())));
    }
    if (!alarm.shares().isEmpty()) {
      List<String> shares =
          alarm.shares().stream()
              .map(
                  share ->
                      String.format(
                          Locale.ROOT,
                          "%s %.0f %%",
                          event.signal(share.signal()),
                          100 * share.share()))
              .toList();
      facts.add(new Fact("Signals", String.join(", ", shares)));
    }
    return facts;
  }

  private static String found(Finding finding) {
    if (finding.value() > finding.high()) {
      return "%s, above %s".formatted(finding.value(), finding.high());
    }
    if (finding.value() < finding.low()) {
      return "%s, below %s".formatted(finding.value(), finding.low());
    }
    return "stays at %s since %s".formatted(finding.value(), time(finding.since()));
  }

  private static String time(long millis) {
    return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
