package fettle.gateway.rollup;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers a machine's signals in the order of their first appearance; only ever grows. */
final class SignalIndex {
  private final List<String> names;
  private final List<String> view;
  private final Map<String, Integer> index = new HashMap<>();
  private List<String> lastAsked = List.of();
  private int[] lastAnswer = {};

  SignalIndex(List<String> known) {
    names = new ArrayList<>(known);
    view = Collections.unmodifiableList(names);
    for (int i = 0; i < names.size(); i++) {
      index.put(names.get(i), i);
    }
  }

  /** How many signals there would be with these. */
  int sizeWith(List<String> signals) {
    if (signals.equals(lastAsked)) {
      return names.size();
    }
    int size = names.size();
    for (String signal : signals) {
      if (!index.containsKey(signal)) {
        size++;
      }
    }
    return size;
  }

  /** The number of each of these signals; new ones are appended. */
  int[] numbersOf(List<String> signals) {
    if (signals.equals(lastAsked)) {
      return lastAnswer;
    }
    int[] numbers = new int[signals.size()];
    for (int s = 0; s < numbers.length; s++) {
      numbers[s] = index.computeIfAbsent(signals.get(s), this::append);
    }
    lastAsked = signals;
    lastAnswer = numbers;
    return numbers;
  }

  private int append(String signal) {
    names.add(signal);
    return names.size() - 1;
  }

  int size() {
    return names.size();
  }

  List<String> names() {
    return List.copyOf(names);
  }

  /** The names as they are now and will be, without a copy. */
  List<String> view() {
    return view;
  }
}
