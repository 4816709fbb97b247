package fettle.dashboard.link;

import fettle.dashboard.fleet.Condition;
import fettle.dashboard.fleet.MachineView;
import fettle.dashboard.series.View;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a link shows: of its machine what its charts need, and the view. */
@Schema(description = "What a link shows")
public record SharedView(
    @Schema(description = "The server's clock, epoch milliseconds") long now,
    long from,
    long to,
    @Schema(description = "Whether from and to go on with time") boolean live,
    Machine machine,
    View view) {

  /** The machine, of the signals that the link shows. */
  @Schema(name = "SharedMachine")
  public record Machine(
      @Schema(description = "What people call it, empty where nobody said") String name,
      Condition condition,
      long lastEvent,
      Double intervalMs,
      Double score,
      List<String> signals,
      @Schema(description = "What people call each signal, null where nobody said")
          List<String> names,
      List<String> units,
      @Schema(description = "Lower limit of each signal, null where there is none")
          List<Double> lows,
      @Schema(description = "Upper limit of each signal, null where there is none")
          List<Double> highs,
      List<Double> lastValues) {

    static Machine of(MachineView all, List<String> shown) {
      List<Integer> index = shown.stream().map(all.signals()::indexOf).toList();
      return new Machine(
          all.name(),
          all.condition(),
          all.lastEvent(),
          all.intervalMs(),
          all.score(),
          shown,
          each(index, all.names()),
          each(index, all.units()),
          each(index, all.lows()),
          each(index, all.highs()),
          each(index, all.lastValues()));
    }

    /** Of a list with as many as there are signals, or fewer before all have had a value. */
    private static <T> List<T> each(List<Integer> index, List<T> all) {
      return index.stream().map(i -> i < all.size() ? all.get(i) : null).toList();
    }
  }
}
