package fettle.gateway.rollup;

import java.util.Arrays;

/**
 * The readings of a batch that may be rolled up: from the first that is not too late for a tier to
 * the last that is not too far ahead.
 */
record Window(int from, int to) {

  /**
   * @param times ascending epoch milliseconds
   * @param enqueuedAt when the hub took the batch
   * @param horizonMs how late a reading may be
   * @param futureMs how far ahead a reading may be
   */
  static Window of(long[] times, long enqueuedAt, long horizonMs, long futureMs) {
    int to = firstAtOrAfter(times, enqueuedAt + futureMs + 1);
    return new Window(Math.min(to, firstAtOrAfter(times, enqueuedAt - horizonMs)), to);
  }

  private static int firstAtOrAfter(long[] times, long limit) {
    if (times[0] >= limit) {
      return 0;
    }
    if (times[times.length - 1] < limit) {
      return times.length;
    }
    int at = Arrays.binarySearch(times, limit);
    if (at < 0) {
      return -at - 1;
    }
    while (at > 0 && times[at - 1] == limit) {
      at--;
    }
    return at;
  }

  boolean isEmpty() {
    return from == to;
  }
}
