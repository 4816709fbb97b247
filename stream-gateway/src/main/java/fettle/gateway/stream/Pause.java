package fettle.gateway.stream;

import java.time.Duration;

/** Pauses between attempts: doubling from the first to the longest. */
final class Pause {
  private final Duration longest;
  private Duration next;

  Pause(Duration first, Duration longest) {
    this.next = first;
    this.longest = longest;
  }

  Duration next() {
    Duration pause = next;
    Duration doubled = pause.multipliedBy(2);
    next = doubled.compareTo(longest) < 0 ? doubled : longest;
    return pause;
  }
}
