package fettle.ops.train.steps;

import fettle.ops.train.algorithm.Algorithm;
import fettle.ops.train.reference.HealthyPart;
import fettle.recording.ReadOptions;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How to learn, with every default filled in.
 *
 * @param trainer how to learn
 * @param name of the model
 * @param machinePattern glob of the machines that it is for; unused with {@code perMachine}
 * @param perMachine one model a file
 * @param healthyRows learn from so many first rows; {@code null} = not said
 * @param healthyFraction learn from this share of the rows; {@code null} = not said
 * @param holdOut newest share of each recording that is kept to compare models by; 0 where {@code
 *     healthyRows}, {@code healthyFraction} or {@code perMachine} leave rows for that, or a data
 *     set has a test side
 * @param window readings in a window
 * @param exclude columns that are no signals
 * @param zone of times that name none
 * @param intervalMs spacing of rows of files without times; 0 = not said
 * @param timeLimit of the job
 */
public record TrainSettings(
    Algorithm trainer,
    String name,
    String machinePattern,
    boolean perMachine,
    Integer healthyRows,
    Double healthyFraction,
    double holdOut,
    int window,
    Set<String> exclude,
    ZoneId zone,
    long intervalMs,
    Duration timeLimit) {

  public TrainSettings {
    exclude = Set.copyOf(exclude);
  }

  /**
   * The options of {@code ./fettle train} that say the same; the model's version is not in them.
   */
  List<String> arguments() {
    List<String> arguments =
        new ArrayList<>(List.of("--trainer", trainer.toString(), "--name", name));
    if (perMachine) {
      arguments.add("--per-machine");
    } else {
      arguments.addAll(List.of("--machine-pattern", machinePattern));
    }
    if (healthyRows != null) {
      arguments.addAll(List.of("--healthy-rows", healthyRows.toString()));
    }
    if (healthyFraction != null) {
      arguments.addAll(List.of("--healthy-fraction", healthyFraction.toString()));
    }
    if (holdOut > 0) {
      arguments.addAll(List.of("--hold-out", Double.toString(holdOut)));
    }
    arguments.addAll(List.of("--window", Integer.toString(window)));
    if (!exclude.isEmpty()) {
      arguments.addAll(List.of("--exclude", String.join(",", new TreeSet<>(exclude))));
    }
    arguments.addAll(List.of("--zone", zone.getId()));
    if (intervalMs > 0) {
      arguments.addAll(List.of("--interval", Long.toString(intervalMs)));
    }
    return arguments;
  }

  /** The rows that are learned from. */
  HealthyPart healthy() {
    return HealthyPart.of(healthyRows, healthyFraction, holdOut, perMachine);
  }

  ReadOptions reading() {
    return ReadOptions.DEFAULT.without(exclude).withZone(zone).withInterval(intervalMs);
  }
}
