package fettle.ops.dataset;

import fettle.ops.Failure;
import fettle.telemetry.MachineId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The labels of machines, none of them overlapping another of its machine. */
final class Labels {
  /** Without any. */
  static final Labels NONE = new Labels(Map.of());

  private static final int MOST_NAMED = 10;

  private final Map<MachineId, List<Label>> byMachine;

  private Labels(Map<MachineId, List<Label>> byMachine) {
    this.byMachine = byMachine;
  }

  /**
   * @param known every machine that has readings, chosen or not
   * @throws Failure naming the label whose interval is backward or overlaps another, or whose
   *     machine nobody knows
   */
  static Labels of(List<Label> labels, Collection<MachineId> known) {
    Map<MachineId, List<Label>> byMachine = new TreeMap<>();
    for (Label label : labels) {
      if (label.from() >= label.to()) {
        throw new Failure(
            label.place() + ": the label ends before it begins; exchange from and to");
      }
      if (!known.contains(label.machine())) {
        throw new Failure(
            "%s: there is no machine %s; there are %s"
                .formatted(label.place(), label.machine(), some(known)));
      }
      byMachine.computeIfAbsent(label.machine(), unused -> new ArrayList<>()).add(label);
    }
    for (List<Label> own : byMachine.values()) {
      own.sort(Comparator.comparingLong(Label::from));
      for (int i = 1; i < own.size(); i++) {
        if (own.get(i).from() < own.get(i - 1).to()) {
          throw new Failure(
              "%s: the label overlaps that of %s; say of each moment of %s one thing"
                  .formatted(own.get(i).place(), own.get(i - 1).place(), own.get(i).machine()));
        }
      }
    }
    return new Labels(byMachine);
  }

  static String some(Collection<?> names) {
    String listed =
        names.stream().limit(MOST_NAMED).map(Object::toString).collect(Collectors.joining(", "));
    return names.size() > MOST_NAMED
        ? listed + " and %,d more".formatted(names.size() - MOST_NAMED)
        : listed;
  }

  /** A machine's labels that touch a time, in order. */
  List<Label> of(MachineId machine, long from, long to) {
    return byMachine.getOrDefault(machine, List.of()).stream()
        .filter(label -> label.from() < to && from < label.to())
        .toList();
  }

  Set<MachineId> machines() {
    return byMachine.keySet();
  }

  long count() {
    return byMachine.values().stream().mapToLong(List::size).sum();
  }
}
