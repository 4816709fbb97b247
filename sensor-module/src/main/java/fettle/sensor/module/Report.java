package fettle.sensor.module;

import fettle.sensor.buffer.Tally;
import fettle.sensor.settings.Settings;
import fettle.telemetry.command.Settings.Property;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What the twin says about this module.
 *
 * @param source where readings come from, such as {@code simulated}
 * @param machines counters by machine; left out beyond {@value #MOST_MACHINES} machines, for a twin
 *     holds 32 KB
 */
record Report(
    String source,
    Settings settings,
    Map<String, Map<String, Object>> machines,
    Map<String, String> errors,
    boolean replayDone) {
  private static final int MOST_MACHINES = 250;

  /**
   * @param done asked before the counters: a report that says that all has arrived beside a count
   *     from before it would never be mended
   */
  static Report now(
      String source,
      Settings settings,
      Supplier<Map<String, Tally>> tallies,
      Map<String, String> errors,
      BooleanSupplier done) {
    boolean replayDone = done.getAsBoolean();
    return new Report(source, settings, machines(tallies.get()), errors, replayDone);
  }

  private static Map<String, Map<String, Object>> machines(Map<String, Tally> tallies) {
    Map<String, Map<String, Object>> machines = new TreeMap<>();
    if (tallies.size() <= MOST_MACHINES) {
      tallies.forEach(
          (machine, tally) ->
              machines.put(
                  machine,
                  Map.of(
                      "read", tally.read(),
                      "sent", tally.sent(),
                      "skipped", tally.skipped(),
                      "dropped", tally.dropped())));
    }
    return machines;
  }

  /**
   * Takes away what an earlier process reported, so that nobody takes the end of its replay for
   * ours; goes before the first report.
   */
  static Map<String, Object> clearing() {
    Map<String, Object> patch = new HashMap<>();
    patch.put("machines", null);
    patch.put("errors", null);
    patch.put("replay", null);
    return patch;
  }

  /**
   * Only what differs from the last report; a null takes a key away.
   *
   * @param last null before the first one
   * @return empty if nothing differs
   */
  Map<String, Object> patch(Report last) {
    Map<String, Object> patch = new LinkedHashMap<>();
    if (last == null) {
      patch.put("source", source);
    }
    if (last == null || !settings.equals(last.settings)) {
      patch.put(Property.SAMPLING, Map.of(Property.INTERVAL_MS, settings.intervalMs()));
      patch.put(
          Property.BATCH,
          Map.of(
              Property.SIZE, (long) settings.batchSize(), Property.FLUSH_MS, settings.flushMs()));
    }
    if (last == null || replayDone != last.replayDone) {
      patch.put("replay", Map.of("done", replayDone));
    }
    putIfAny(patch, "machines", changed(machines, last == null ? Map.of() : last.machines));
    putIfAny(patch, "errors", changed(errors, last == null ? Map.of() : last.errors));
    return patch;
  }

  private static Map<String, Object> changed(Map<String, ?> current, Map<String, ?> before) {
    Map<String, Object> changed = new TreeMap<>(current);
    before.forEach(
        (key, value) -> {
          if (!current.containsKey(key)) {
            changed.put(key, null);
          } else if (current.get(key).equals(value)) {
            changed.remove(key);
          }
        });
    return changed;
  }

  private static void putIfAny(
      Map<String, Object> patch, String section, Map<String, Object> changed) {
    if (!changed.isEmpty()) {
      patch.put(section, changed);
    }
  }
}
