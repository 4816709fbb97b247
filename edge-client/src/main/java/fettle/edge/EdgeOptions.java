package fettle.edge;

import java.time.Duration;

/**
 * Bounds of a module's connection.
 *
 * @param maxOutstanding messages handed to the SDK and not yet acknowledged. The SDK rescans its
 *     queue at every tick, so more than a few hundred costs more than it brings
 * @param maxWaiting sends that may wait for a permit; one more fails at once with {@link
 *     EdgeException.Reason#QUEUE_FULL}
 * @param sendTimeout after this a message that the hub has not acknowledged fails; it may still
 *     have arrived
 * @param inputTimeout how long an input's handler may take. edgeHub sends a message again after 30
 *     s without an acknowledgement, so longer only makes doubles
 * @param twinTimeout how long the hub may take for a twin or a subscription
 * @param minBackoff wait before the second attempt to connect; doubled, with jitter, up to {@code
 *     maxBackoff}
 * @param maxBackoff longest wait; a connection must also hold for as long before its loss counts as
 *     the first again, so that two processes with one identity do not take it from each other at
 *     full speed
 */
public record EdgeOptions(
    int maxOutstanding,
    int maxWaiting,
    Duration sendTimeout,
    Duration inputTimeout,
    Duration twinTimeout,
    Duration minBackoff,
    Duration maxBackoff) {

  public static final EdgeOptions DEFAULT =
      new EdgeOptions(
          64,
          256,
          Duration.ofSeconds(60),
          Duration.ofSeconds(25),
          Duration.ofSeconds(30),
          Duration.ofMillis(100),
          Duration.ofSeconds(10));

  public EdgeOptions {
    atLeast("maxOutstanding", maxOutstanding, 1);
    atLeast("maxWaiting", maxWaiting, 0);
    positive("sendTimeout", sendTimeout);
    positive("inputTimeout", inputTimeout);
    positive("twinTimeout", twinTimeout);
    positive("minBackoff", minBackoff);
    if (maxBackoff.compareTo(minBackoff) < 0) {
      throw new IllegalArgumentException(
          "maxBackoff=" + maxBackoff + " must not be below minBackoff=" + minBackoff);
    }
  }

  public EdgeOptions withMaxOutstanding(int value) {
    return new EdgeOptions(
        value, maxWaiting, sendTimeout, inputTimeout, twinTimeout, minBackoff, maxBackoff);
  }

  public EdgeOptions withMaxWaiting(int value) {
    return new EdgeOptions(
        maxOutstanding, value, sendTimeout, inputTimeout, twinTimeout, minBackoff, maxBackoff);
  }

  public EdgeOptions withInputTimeout(Duration value) {
    return new EdgeOptions(
        maxOutstanding, maxWaiting, sendTimeout, value, twinTimeout, minBackoff, maxBackoff);
  }

  public EdgeOptions withSendTimeout(Duration value) {
    return new EdgeOptions(
        maxOutstanding, maxWaiting, value, inputTimeout, twinTimeout, minBackoff, maxBackoff);
  }

  public EdgeOptions withBackoff(Duration least, Duration most) {
    return new EdgeOptions(
        maxOutstanding, maxWaiting, sendTimeout, inputTimeout, twinTimeout, least, most);
  }

  private static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(name + "=" + value + " must be at least " + least);
    }
  }

  private static void positive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + "=" + value + " must be positive");
    }
  }
}
