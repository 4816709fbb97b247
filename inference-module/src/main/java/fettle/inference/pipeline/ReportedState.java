package fettle.inference.pipeline;

import fettle.inference.model.ModelStatus;
import fettle.inference.pipeline.MachineCounters.Counts;
import fettle.inference.sketch.SketchInterval;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the twin is told, and the patch that leads from one state to another.
 *
 * @param sketch how often sketches leave
 * @param rejected messages rejected in all
 */
record ReportedState(
    ModelStatus models, SketchInterval sketch, long rejected, Map<String, Counts> machines) {

  /** A twin holds 32 KB: of more models only these many are listed. */
  private static final int MOST_MODELS = 50;

  /** The manifest may name as many as it likes. */
  private static final int MOST_PATTERNS = 5;

  /** A name is up to 64 characters, a pattern of more tells nothing. */
  private static final int LONGEST_PATTERN = 64;

  /** A twin's string holds 4 KB. */
  private static final int LONGEST_TEXT = 500;

  /** Machines that an earlier life of the module reported are not this one's. */
  static Map<String, Object> clearing() {
    return Collections.singletonMap("machines", null);
  }

  /**
   * The patch from what was reported last; empty when nothing changed.
   *
   * @param last null for a module that has not reported since its start
   */
  Map<String, Object> patchFrom(ReportedState last) {
    Map<String, Object> patch = new HashMap<>();
    if (last == null || !models.equals(last.models)) {
      patch.put("models", describe(models));
    }
    if (last == null || !sketch.equals(last.sketch)) {
      Map<String, Object> described = new HashMap<>();
      described.put("everySeconds", sketch.every().toSeconds());
      described.put("error", sketch.problem());
      patch.put("sketch", described);
    }
    if (last == null || rejected != last.rejected) {
      patch.put("rejected", rejected);
    }
    Map<String, Object> changed = new HashMap<>();
    machines.forEach(
        (machine, counts) -> {
          if (last == null || !counts.equals(last.machines.get(machine))) {
            changed.put(machine, describe(counts));
          }
        });
    if (last != null) {
      last.machines.keySet().stream()
          .filter(machine -> !machines.containsKey(machine))
          .forEach(machine -> changed.put(machine, null));
    }
    if (!changed.isEmpty()) {
      patch.put("machines", changed);
    }
    return patch;
  }

  private static Map<String, Object> describe(ModelStatus models) {
    Map<String, Object> map = new HashMap<>();
    map.put("sha256", models.sha256());
    map.put("state", models.state().wire());
    map.put("error", shortened(models.error()));
    List<Object> loaded = new ArrayList<>();
    for (ModelStatus.Model model : models.loaded()) {
      if (loaded.size() < MOST_MODELS) {
        loaded.add(
            Map.of(
                "name", model.name(),
                "version", model.version(),
                "sha256", model.sha256(),
                "machines", patterns(model.machines()),
                "machinesTotal", model.machines().size()));
      }
    }
    map.put("loaded", loaded);
    map.put("loadedTotal", models.loaded().size());
    return map;
  }

  private static List<String> patterns(List<String> all) {
    return all.stream()
        .limit(MOST_PATTERNS)
        .map(pattern -> shortened(pattern, LONGEST_PATTERN))
        .toList();
  }

  private static Map<String, Object> describe(Counts counts) {
    Map<String, Object> map = new HashMap<>();
    map.put("received", counts.received());
    map.put("scored", counts.scored());
    map.put("unscored", counts.unscored());
    map.put("rejected", counts.rejected());
    map.put("problem", shortened(counts.problem()));
    return map;
  }

  private static String shortened(String text) {
    return text == null ? null : shortened(text, LONGEST_TEXT);
  }

  private static String shortened(String text, int most) {
    return text.substring(0, Math.min(text.length(), most));
  }
}
