package fettle.dashboard.alarm;

import fettle.dashboard.access.Person;
import fettle.dashboard.label.Words;
import fettle.dashboard.problem.UnknownAlarm;
import fettle.dashboard.store.AlarmStore;
import fettle.dashboard.store.DecisionStore;
import fettle.dashboard.store.DescriptionStore;
import fettle.telemetry.alarm.Alarm;
import fettle.telemetry.label.Decision;
import fettle.telemetry.label.Decision.Kind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;

/** Writes down what somebody decides about an alarm. */
@ApplicationScoped
public class AlarmDecisions {
  private static final String WHO = "must say who decides, as nobody signs in";

  private final AlarmStore alarms;
  private final DecisionStore decisions;
  private final DescriptionStore descriptions;
  private final InstantSource clock;
  private final Person person;

  AlarmDecisions(
      AlarmStore alarms,
      DecisionStore decisions,
      DescriptionStore descriptions,
      InstantSource clock,
      Person person) {
    this.descriptions = descriptions;
    this.alarms = alarms;
    this.decisions = decisions;
    this.clock = clock;
    this.person = person;
  }

  /**
   * What is said, of a time from which an alarm's own is taken where it has none.
   *
   * @param label as in {@link Decision}
   * @param until end of the time that it is about, epoch milliseconds; {@link #OF_ALARM} for the
   *     alarm's
   */
  record Said(Kind kind, String label, String by, String component, String comment, long until) {
    static final long OF_ALARM = 0;

    Said(Kind kind, String label, String by, String component, String comment) {
      this(kind, label, by, component, comment, OF_ALARM);
    }

    private Decision about(Alarm alarm, long now) {
      return new Decision(
          kind,
          alarm.machine(),
          until == OF_ALARM ? alarm.first() : now,
          until == OF_ALARM ? alarm.last() + 1 : until,
          label,
          by,
          now,
          component,
          comment,
          alarm.id(),
          alarm.model());
    }
  }

  /**
   * Whose decision it is.
   *
   * @param said a name in the request, which counts only where nobody signs in
   */
  String by(String said) {
    return Words.required("by", person.or(said), Decision.LONGEST_WORDS, WHO);
  }

  /** Reads a comment; {@code null} = empty. */
  static String comment(String text) {
    return Words.of("comment", text, Decision.LONGEST_COMMENT);
  }

  /** Appends it; the alarm as it then is. */
  Uni<AlarmView> say(String id, Said said) {
    return alarms
        .all()
        .map(all -> find(all, id))
        .chain(
            alarm ->
                decisions
                    .append(List.of(said.about(alarm, clock.millis())))
                    .chain(
                        () ->
                            Uni.combine()
                                .all()
                                .unis(decisions.read(), descriptions.read())
                                .with(
                                    (decided, described) ->
                                        AlarmView.of(alarm, decided, described, clock.millis()))));
  }

  private static Alarm find(List<Alarm> all, String id) {
    return all.stream()
        .filter(alarm -> alarm.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new UnknownAlarm(id));
  }
}
