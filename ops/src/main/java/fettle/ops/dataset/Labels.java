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

  /**
   * A label among others that may contradict it.
   *
   * @param at when it was said, epoch milliseconds
   */
  record Said(long at, Label label) {
    private static Said inAFile(Label label) {
      return new Said(Span.moment(label.at()).orElse(Long.MAX_VALUE), label);
    }
  }

  private final Map<MachineId, List<Label>> byMachine;
  private final long ofOtherMachines;

  private Labels(Map<MachineId, List<Label>> byMachine) {
    this(byMachine, 0);
  }

  private Labels(Map<MachineId, List<Label>> byMachine, long ofOtherMachines) {
    this.byMachine = byMachine;
    this.ofOtherMachines = ofOtherMachines;
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

  /**
   * With labels that others may contradict: where two speak of one moment, that holds which was
   * said last. A label that does not tell when was said after all that do: it is of a file that
   * somebody names now. Labels of machines without readings are passed over.
   *
   * @param decided the lake's, in the order in which they were said
   * @param known every machine that has readings, chosen or not
   */
  Labels over(List<Said> decided, Collection<MachineId> known) {
    List<Said> all = new ArrayList<>();
    decided.stream().filter(said -> known.contains(said.label().machine())).forEach(all::add);
    long passedOver = (long) decided.size() - all.size();
    byMachine.values().forEach(own -> own.forEach(label -> all.add(Said.inAFile(label))));
    all.sort(Comparator.comparingLong(Said::at));
    Map<MachineId, Painting> paintings = new TreeMap<>();
    for (Said said : all) {
      Label label = said.label();
      paintings.computeIfAbsent(label.machine(), unused -> new Painting()).paint(label);
    }
    Map<MachineId, List<Label>> painted = new TreeMap<>();
    paintings.forEach((machine, painting) -> painted.put(machine, painting.labels()));
    return new Labels(painted, passedOver);
  }

  /** Labels of the lake that are of machines without readings. */
  long ofOtherMachines() {
    return ofOtherMachines;
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
