package fettle.ops.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a data set is to be, with every default filled in.
 *
 * @param since only readings from here on, epoch milliseconds
 * @param until and before this
 * @param signals empty: all that the machines have
 * @param grid empty: readings as they are
 * @param windows empty: a row a reading, or a step of the grid
 * @param labels file of labels
 * @param out folder of the data set
 */
record DatasetSettings(
    MachineGlob machines,
    long since,
    long until,
    List<String> signals,
    Optional<Grid> grid,
    Optional<Windows> windows,
    Split split,
    Optional<Path> labels,
    Path out) {

  DatasetSettings {
    signals = List.copyOf(signals);
    out = out.toAbsolutePath().normalize();
  }

  /**
   * Between train and test in a split by time: a window, or as long as a value is repeated,
   * whichever is longer.
   */
  long purge() {
    long window = windows.isPresent() ? windows.get().length() * grid.orElseThrow().step() : 0;
    return Math.max(window, grid.map(Grid::fill).orElse(0L));
  }

  /** Everything but where files lie: what decides, with the data, what comes out. */
  SortedMap<String, String> options() {
    SortedMap<String, String> options = new TreeMap<>();
    options.put("machines", machines.text());
    options.put("since", Long.toString(since));
    options.put("until", Long.toString(until));
    options.put("signals", String.join(",", signals));
    options.put("split", split.toString());
    options.put("purgeMs", Long.toString(purge()));
    grid.ifPresent(
        even -> {
          options.put("resampleMs", Long.toString(even.step()));
          options.put("method", even.method().word());
          options.put("fillMs", Long.toString(even.fill()));
          options.put("pauseMs", Long.toString(Grid.PAUSE));
        });
    windows.ifPresent(
        cut -> {
          options.put("window", Integer.toString(cut.length()));
          options.put("stride", Integer.toString(cut.stride()));
        });
    return options;
  }
}
