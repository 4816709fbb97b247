package fettle.dashboard.fleet;

import fettle.telemetry.machine.MachineDescription;
import fettle.telemetry.machine.SignalDescription;
import fettle.telemetry.store.MachineState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A machine as the API and the browser get it: its state, judged. Times are epoch milliseconds. */
@Schema(name = "Machine", description = "A machine's state. Times are epoch milliseconds")
public record MachineView(
    String device,
    String machine,
    @Schema(description = "What people call it, empty where nothing is known") String name,
    @Schema(description = "Where it stands, empty where nothing is known") String site,
    @Schema(description = "Line of the site, empty where nothing is known") String line,
    int partition,
    @Schema(description = "anomalous, offline, unscored or normal") Condition condition,
    boolean online,
    @Schema(description = "Milliseconds of silence after which it is offline") long forgivenMs,
    @Schema(
            description =
                "When its gateway gave its last sign of life; null unless that is long ago. The"
                    + " machine is judged as it was then")
        Long gatewaySilentSince,
    @Schema(description = "Names, in index order") List<String> signals,
    @Schema(description = "What people call each signal, null where nothing is known")
        List<String> names,
    @Schema(description = "Unit of each signal, null where unknown") List<String> units,
    @Schema(description = "Lower limit of each signal, null where there is none") List<Double> lows,
    @Schema(description = "Upper limit of each signal, null where there is none")
        List<Double> highs,
    @Schema(description = "Newest value of each signal, null where there is none")
        List<Double> lastValues,
    @Schema(description = "name:version, empty when not scored") String model,
    @Schema(description = "Score of the newest reading, null when not scored") Double score,
    @Schema(description = "Whether the newest scored reading is anomalous") boolean anomalous,
    @Schema(description = "Highest score in percent of the last seconds, -1 where not scored")
        int[] spark,
    @Schema(description = "Distinct batches") long batches,
    @Schema(description = "Readings in them") long readings,
    long scored,
    long anomalousReadings,
    @Schema(description = "Batches that had been seen before") long repeats,
    @Schema(description = "Batches that have not arrived") long missing,
    @Schema(description = "Readings too late for every tier") long late,
    @Schema(description = "Readings too far ahead of the clock") long future,
    long firstEvent,
    long lastEvent,
    @Schema(description = "Milliseconds between readings, null until known") Double intervalMs,
    @Schema(description = "Milliseconds between batches, null until known") Double arrivalMs,
    List<Hop> hops) {

  static MachineView of(
      MachineState state,
      Condition condition,
      boolean online,
      long forgivenMs,
      Long gatewaySilentSince,
      List<Hop> hops,
      MachineDescription description,
      List<String> units) {
    List<SignalDescription> signals = state.signals().stream().map(description::signal).toList();
    MachineState.Counters counters = state.counters();
    return new MachineView(
        state.id().device(),
        state.id().machine(),
        description.name(),
        description.site(),
        description.line(),
        state.partition(),
        condition,
        online,
        forgivenMs,
        gatewaySilentSince,
        state.signals(),
        each(signals, signal -> signal.name().isEmpty() ? null : signal.name()),
        units,
        each(signals, signal -> orNull(signal.low())),
        each(signals, signal -> orNull(signal.high())),
        Arrays.stream(state.lastValues()).mapToObj(MachineView::orNull).toList(),
        state.model(),
        orNull(state.score()),
        state.anomalous(),
        state.spark(),
        counters.batches(),
        counters.readings(),
        counters.scored(),
        counters.anomalous(),
        counters.repeats(),
        counters.missing(),
        counters.late(),
        counters.future(),
        state.firstEvent(),
        state.lastEvent(),
        orNull(state.intervalMs()),
        orNull(state.arrivalMs()),
        hops);
  }

  /** A list that may hold nulls. */
  private static <T> List<T> each(
      List<SignalDescription> signals, Function<SignalDescription, T> what) {
    List<T> all = new ArrayList<>(signals.size());
    signals.forEach(signal -> all.add(what.apply(signal)));
    return Collections.unmodifiableList(all);
  }

  private static Double orNull(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
