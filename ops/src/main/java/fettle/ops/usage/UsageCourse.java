package fettle.ops.usage;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How fast a day's messages are being used, by the last hour's measurements; until there are some
 * minutes of them, by the day so far. Times are epoch milliseconds.
 */
final class UsageCourse {
  private static final long DAY_MS = 86_400_000;
  private static final long HOUR_MS = 3_600_000;

  /** Azure's figures come in steps of minutes: less than this says nothing about a rate. */
  private static final long LEAST_MS = 300_000;

  private final Deque<Sample> samples = new ArrayDeque<>();

  private record Sample(long at, long used) {}

  /** Takes a measurement; those of another day, or before a count that fell, say nothing more. */
  void take(long at, long used) {
    Sample last = samples.peekLast();
    if (last != null && (used < last.used() || at / DAY_MS != last.at() / DAY_MS)) {
      samples.clear();
    }
    if (last == null || at > last.at()) {
      samples.addLast(new Sample(at, used));
    }
    while (samples.size() > 1 && samples.peekFirst().at() < at - HOUR_MS) {
      samples.removeFirst();
    }
  }

  /** Messages an hour; 0 when nobody can tell yet. */
  double perHour() {
    Sample last = samples.peekLast();
    if (last == null) {
      return 0;
    }
    Sample first = samples.peekFirst();
    if (last.at() - first.at() < LEAST_MS) {
      first = new Sample(last.at() - last.at() % DAY_MS, 0);
    }
    long span = last.at() - first.at();
    return span < LEAST_MS ? 0 : (double) (last.used() - first.used()) * HOUR_MS / span;
  }

  /**
   * When the day's messages are used up if it goes on like this.
   *
   * @param limit of a day
   * @return 0 when they last until the day ends
   */
  static long lastsUntil(long at, long used, long limit, double perHour) {
    if (limit <= 0 || perHour <= 0) {
      return 0;
    }
    double left = Math.max(0, limit - used) / perHour * HOUR_MS;
    long midnight = at - at % DAY_MS + DAY_MS;
    return at + left < midnight ? at + (long) left : 0;
  }
}
