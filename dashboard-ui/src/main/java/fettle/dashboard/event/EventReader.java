package fettle.dashboard.event;

import fettle.dashboard.command.CommandView;
import fettle.dashboard.lake.LakeAway;
import fettle.dashboard.lake.LakeReader;
import fettle.dashboard.lake.ModelChanges;
import fettle.dashboard.series.TimeRange;
import fettle.dashboard.store.AlarmStore;
import fettle.dashboard.store.CommandStore;
import fettle.dashboard.store.DecisionStore;
import fettle.dashboard.store.Decisions;
import fettle.dashboard.store.DescriptionStore;
import fettle.dashboard.store.Descriptions;
import fettle.dashboard.store.PipelineStore;
import fettle.telemetry.MachineId;
import fettle.telemetry.alarm.Alarm;
import fettle.telemetry.command.CommandKeys;
import fettle.telemetry.label.Decision;
import fettle.telemetry.label.Decision.Kind;
import fettle.telemetry.label.DecisionCodec.Entry;
import fettle.telemetry.pipeline.PipelineRun;
import fettle.telemetry.pipeline.RequestedPipeline;
import fettle.telemetry.store.MachineState;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Gathers what happened around a machine in a range of time. */
@ApplicationScoped
class EventReader {
  /** More cannot be told apart on an axis. */
  static final int MOST = 200;

  private static final int MOST_RUNS = 100;

  /** Readings that are looked through for a change of model. */
  private static final double MOST_READINGS = 5_000_000;

  private final AlarmStore alarms;
  private final CommandStore commands;
  private final DecisionStore decisions;
  private final DescriptionStore descriptions;
  private final PipelineStore pipelines;
  private final LakeReader lake;
  private final InstantSource clock;

  EventReader(
      AlarmStore alarms,
      CommandStore commands,
      DecisionStore decisions,
      DescriptionStore descriptions,
      PipelineStore pipelines,
      LakeReader lake,
      InstantSource clock) {
    this.alarms = alarms;
    this.commands = commands;
    this.decisions = decisions;
    this.descriptions = descriptions;
    this.pipelines = pipelines;
    this.lake = lake;
    this.clock = clock;
  }

  /** By time; the newest ones where there are too many. */
  Uni<List<Event>> read(MachineState machine, TimeRange range) {
    return Uni.combine()
        .all()
        .unis(
            alarms.all(),
            decisions.read(),
            descriptions.read(),
            pipelines.newest(MOST_RUNS),
            models(machine, range))
        .with(
            (raised, decided, described, board, models) ->
                bounded(
                    Stream.of(
                            ofAlarms(machine.id(), raised, decided),
                            said(machine.id(), decided.labels(), of(Event.Kind.LABEL)),
                            said(machine.id(), decided.notes(), of(Event.Kind.NOTE)),
                            said(machine.id(), decided.commands(), of(Event.Kind.COMMAND)),
                            said(machine.id(), decided.links(), Event::ofLink),
                            ofMaintenance(machine.id(), described, decided),
                            ofRuns(board.runs()),
                            models.stream())
                        .flatMap(all -> all)
                        .filter(event -> event.touches(range.from(), range.to()))))
        .chain(events -> inCodes(machine.id(), events));
  }

  /**
   * The log has commands in English words; those that are still kept are told in codes besides, for
   * which pages have words of their own.
   */
  private Uni<List<Event>> inCodes(MachineId machine, List<Event> events) {
    if (events.stream().noneMatch(event -> event.kind() == Event.Kind.COMMAND)) {
      return Uni.createFrom().item(events);
    }
    return commands
        .newest(machine, CommandKeys.MOST_OF_MACHINE)
        .map(
            kept -> {
              Map<Long, CommandView> byTime =
                  kept.stream()
                      .map(CommandView::of)
                      .collect(
                          Collectors.toMap(CommandView::at, each -> each, (newer, older) -> newer));
              return events.stream().map(event -> inCodes(event, byTime)).toList();
            });
  }

  private static Event inCodes(Event event, Map<Long, CommandView> byTime) {
    CommandView command = event.kind() == Event.Kind.COMMAND ? byTime.get(event.from()) : null;
    return command == null ? event : event.saidBy(command);
  }

  private static List<Event> bounded(Stream<Event> events) {
    List<Event> all = events.sorted(Comparator.comparingLong(Event::from)).toList();
    return all.subList(Math.max(0, all.size() - MOST), all.size());
  }

  private static Stream<Event> ofAlarms(MachineId machine, List<Alarm> raised, Decisions decided) {
    return raised.stream()
        .filter(alarm -> alarm.machine().equals(machine))
        .map(
            alarm ->
                Event.of(
                    alarm,
                    decided.newest(Kind.LABEL, alarm.id()).map(Entry::decision).orElse(null)));
  }

  /** What was said of an alarm is told with the alarm. */
  private static Stream<Event> said(
      MachineId machine, Collection<Entry> entries, Function<Decision, Event> told) {
    return entries.stream()
        .map(Entry::decision)
        .filter(said -> said.machine().equals(machine) && said.alarm().isEmpty())
        .map(told);
  }

  private static Function<Decision, Event> of(Event.Kind kind) {
    return said -> Event.of(kind, said);
  }

  /** Its own, and those of the site where it stands. */
  private static Stream<Event> ofMaintenance(
      MachineId machine, Descriptions described, Decisions decided) {
    return decided
        .maintenance(machine, described.of(machine).site())
        .map(window -> Event.of(Event.Kind.MAINTENANCE, window));
  }

  private Stream<Event> ofRuns(List<PipelineRun> runs) {
    long now = clock.millis();
    return runs.stream()
        .filter(run -> run.pipeline().equals(RequestedPipeline.DEPLOY.wire()))
        .map(run -> Event.of(run, now));
  }

  /** As far as the lake has readings; where it is away, none. */
  private Uni<List<Event>> models(MachineState machine, TimeRange range) {
    double readings = (range.to() - range.from()) / machine.intervalMs();
    if (!lake.isThere() || !(readings <= MOST_READINGS)) {
      return Uni.createFrom().item(List.of());
    }
    return lake.models(new ModelChanges(machine.id(), range.from(), range.to(), MOST))
        .onFailure(LakeAway.class)
        .recoverWithItem(List.of())
        .map(
            changes ->
                changes.stream()
                    .map(change -> Event.ofModel(change.time(), change.model()))
                    .toList());
  }
}
