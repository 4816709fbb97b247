package fettle.gateway.repeat;

import java.util.Arrays;

/**
 * A set of sequence numbers as ascending, disjoint, non-adjacent intervals. Bounded: when a new
 * interval would be one too many, the oldest gap is closed, its numbers counted as seen.
 */
final class Intervals {
  private static final int FIRST_CAPACITY = 4;

  private final int max;
  private long[] first;
  private long[] last;
  private int size;

  Intervals(int max) {
    this.max = max;
    this.first = new long[Math.min(FIRST_CAPACITY, max + 1)];
    this.last = new long[first.length];
  }

  /** Outcome of {@link #add}. */
  enum Added {
    NEW,
    NEW_AND_GAP_CLOSED,
    REPEAT
  }

  Added add(long seq) {
    int at = size - 1;
    while (at >= 0 && first[at] > seq) {
      at--;
    }
    if (at >= 0 && seq <= last[at]) {
      return Added.REPEAT;
    }
    boolean joinsBelow = at >= 0 && last[at] == seq - 1;
    boolean joinsAbove = at + 1 < size && first[at + 1] == seq + 1;
    if (joinsBelow && joinsAbove) {
      last[at] = last[at + 1];
      remove(at + 1);
    } else if (joinsBelow) {
      last[at] = seq;
    } else if (joinsAbove) {
      first[at + 1] = seq;
    } else {
      insert(at + 1, seq, seq);
    }
    if (size <= max) {
      return Added.NEW;
    }
    last[0] = last[1];
    remove(1);
    return Added.NEW_AND_GAP_CLOSED;
  }

  /** Adds an interval above all others, as read back from the store. */
  void append(long from, long to) {
    insert(size, from, to);
  }

  /** Numbers between the lowest and the highest that are not in the set. */
  long missing() {
    long sum = 0;
    for (int i = 1; i < size; i++) {
      sum += first[i] - last[i - 1] - 1;
    }
    return sum;
  }

  int size() {
    return size;
  }

  long first(int index) {
    return first[index];
  }

  long last(int index) {
    return last[index];
  }

  private void insert(int index, long from, long to) {
    if (size == first.length) {
      first = Arrays.copyOf(first, size * 2);
      last = Arrays.copyOf(last, size * 2);
    }
    System.arraycopy(first, index, first, index + 1, size - index);
    System.arraycopy(last, index, last, index + 1, size - index);
    first[index] = from;
    last[index] = to;
    size++;
  }

  private void remove(int index) {
    System.arraycopy(first, index + 1, first, index, size - index - 1);
    System.arraycopy(last, index + 1, last, index, size - index - 1);
    size--;
  }
}
