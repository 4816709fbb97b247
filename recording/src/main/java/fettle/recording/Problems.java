package fettle.recording;

import java.util.ArrayList;
import java.util.List;

/** Counts one kind of trouble in a file and keeps the first few by name. */
public final class Problems {
  private static final int NAMED = 5;

  private final String kind;
  private final List<String> first = new ArrayList<>();
  private long count;

  /**
   * @param kind in the plural, for the summary
   */
  Problems(String kind) {
    this.kind = kind;
  }

  void add(String place, String detail) {
    count++;
    if (first.size() < NAMED) {
      first.add(place + ": " + detail);
    }
  }

  void addAll(Problems others) {
    count += others.count;
    others.first.stream().limit(NAMED - first.size()).forEach(first::add);
  }

  /** How many there are. */
  public long count() {
    return count;
  }

  /** The named ones, and how many more there are. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>(first);
    if (count > first.size()) {
      lines.add("… " + count + " " + kind + " in all");
    }
    return lines;
  }
}
