package fettle.ops.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Labels of a machine laid over one another: the last one holds where it is, others beside it. */
final class Painting {
  /** By their begin, none overlapping another. */
  private final TreeMap<Long, Label> labels = new TreeMap<>();

  void paint(Label label) {
    Map.Entry<Long, Label> before = labels.lowerEntry(label.from());
    if (before != null && before.getValue().to() > label.from()) {
      Label covered = before.getValue();
      labels.put(covered.from(), covered.within(covered.from(), label.from()));
      if (covered.to() > label.to()) {
        labels.put(label.to(), covered.within(label.to(), covered.to()));
      }
    }
    for (Label covered : List.copyOf(labels.subMap(label.from(), label.to()).values())) {
      labels.remove(covered.from());
      if (covered.to() > label.to()) {
        labels.put(label.to(), covered.within(label.to(), covered.to()));
      }
    }
    labels.put(label.from(), label);
  }

  /** In order. */
  List<Label> labels() {
    return new ArrayList<>(labels.values());
  }
}
