package fettle.ops.dataset;

import fettle.lake.Partition;
import fettle.ops.Failure;
import fettle.ops.hash.Sha256;
import fettle.ops.lake.LakeStore;
import fettle.telemetry.MachineId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a store has of what was asked for.
 *
 * @param known every machine of the store, chosen or not
 * @param machines the chosen ones
 * @param days each with its readings on one day, by machine and day
 * @param signals of the data set, in order
 * @param columns the signal columns that a partition's file has
 * @param sources the files that are read
 */
record Survey(
    SortedSet<MachineId> known,
    SortedMap<MachineId, Summary> machines,
    List<MachineDay> days,
    List<String> signals,
    Map<Partition, SortedSet<String>> columns,
    List<Source> sources) {

  /**
   * @param rows readings
   * @param from time of the first
   * @param to time of the last
   * @param signals that it has values of
   */
  record Summary(long rows, long from, long to, SortedSet<String> signals) {
    Summary plus(Summary other) {
      SortedSet<String> all = new TreeSet<>(signals);
      all.addAll(other.signals);
      return new Summary(
          rows + other.rows, Math.min(from, other.from), Math.max(to, other.to), all);
    }
  }

  /** A machine on one day. */
  record MachineDay(Partition partition, MachineId machine) {}

  /**
   * A file of the store.
   *
   * @param path below the store's folder
   */
  record Source(String path, long bytes, String sha256) {}

  /**
   * Puts together what was found in each partition.
   *
   * @throws Failure when nothing is left, or a signal is asked for that nobody has
   */
  static Survey of(LakeStore store, DatasetSettings settings, List<PartitionSurvey> found) {
    SortedSet<MachineId> known = new TreeSet<>();
    SortedMap<MachineId, Summary> machines = new TreeMap<>();
    List<MachineDay> days = new ArrayList<>();
    Map<Partition, SortedSet<String>> columns = new TreeMap<>();
    List<Source> sources = new ArrayList<>();
    for (PartitionSurvey one : found) {
      known.addAll(one.known());
      if (!one.machines().isEmpty()) {
        columns.put(one.partition(), one.columns());
        sources.add(one.source());
      }
      one.machines()
          .forEach(
              (machine, summary) -> {
                machines.merge(machine, summary, Summary::plus);
                days.add(new MachineDay(one.partition(), machine));
              });
    }
    requireSome(store, settings, known, machines);
    return new Survey(known, machines, days, signals(settings, machines), columns, sources);
  }

  private static void requireSome(
      LakeStore store,
      DatasetSettings settings,
      SortedSet<MachineId> known,
      SortedMap<MachineId, Summary> machines) {
    if (known.isEmpty()) {
      throw new Failure(
          "%s has no readings; is the lake the right one, and has anything been sent to it?"
              .formatted(store.folder()));
    }
    if (known.stream().noneMatch(settings.machines()::matches)) {
      throw new Failure(
          "no machine is called '%s'; there are %s"
              .formatted(settings.machines(), Labels.some(known)));
    }
    if (machines.isEmpty()) {
      throw new Failure(
          "the machines called '%s' have no readings in the time asked for; change --since or --until"
              .formatted(settings.machines()));
    }
  }

  private static List<String> signals(
      DatasetSettings settings, SortedMap<MachineId, Summary> machines) {
    SortedSet<String> all =
        machines.values().stream()
            .flatMap(summary -> summary.signals().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    for (String asked : settings.signals()) {
      if (!all.contains(asked)) {
        throw new Failure(
            "no reading of the machines chosen has a signal '%s'; there are %s"
                .formatted(asked, Labels.some(all)));
      }
    }
    if (all.isEmpty()) {
      throw new Failure("the readings of the machines chosen have no value of any signal");
    }
    return settings.signals().isEmpty()
        ? List.copyOf(all)
        : settings.signals().stream().distinct().toList();
  }

  long rows() {
    return machines.values().stream().mapToLong(Summary::rows).sum();
  }

  long first() {
    return machines.values().stream().mapToLong(Summary::from).min().orElseThrow();
  }

  long last() {
    return machines.values().stream().mapToLong(Summary::to).max().orElseThrow();
  }

  /** Of all that is read, hex. */
  String fingerprint() {
    return Sha256.of(
        sources.stream()
            .map(source -> source.path() + " " + source.sha256())
            .collect(Collectors.joining("\n")));
  }
}
