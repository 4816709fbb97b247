package fettle.ops.bench.fanout;

import com.fasterxml.jackson.databind.JsonNode;
import fettle.ops.bench.Usage;
import java.util.List;

/**
 * What one server did.
 *
 * @param seconds that were measured
 * @param viewers what the viewers counted: {@code news}, {@code p50}, {@code p99}, {@code max} in
 *     milliseconds, {@code lost} connections
 * @param server what it used meanwhile
 * @param others what Redis and the viewers used meanwhile
 * @param emptyKb its resident memory before the first viewer came, in kB
 * @param beginKb the same when measuring began
 * @param endKb the same when it ended
 */
record FanoutMeasured(
    double seconds,
    JsonNode viewers,
    Usage server,
    List<Usage> others,
    long emptyKb,
    long beginKb,
    long endKb) {

  double newsPerSecond() {
    return viewers.path("news").asLong() / seconds;
  }

  long p99() {
    return viewers.path("p99").asLong();
  }

  /** Processor time of the server for one piece of news to one viewer, microseconds. */
  double microsPerNews() {
    return server.cpu().toNanos() / 1e3 / Math.max(1, viewers.path("news").asLong());
  }

  /** Resident memory of the server for one viewer, in kB. */
  double kbPerViewer(FanoutShape shape) {
    return (double) (endKb - emptyKb) / shape.viewers();
  }
}
