package fettle.dashboard.store;

import java.util.Map;
import java.util.OptionalLong;

/**
 * When the gateways that own the partitions gave their last sign of life, as it was in the store
 * when it was read. So a store that is away is not taken for a gateway that is silent.
 *
 * @param newest by partition, epoch milliseconds; partitions of gateways that give none are missing
 * @param readAt when they were read, epoch milliseconds
 */
public record Beats(Map<Integer, Long> newest, long readAt) {
  /** Nothing is known, so no gateway is silent. */
  public static final Beats NONE = new Beats(Map.of(), 0);

  public Beats {
    newest = Map.copyOf(newest);
  }

  /**
   * Since when a partition's gateway has been silent, epoch milliseconds; empty when it is not, or
   * is not known to be.
   *
   * @param forgivenMs silence that means nothing
   */
  public OptionalLong silentSince(int partition, long forgivenMs) {
    Long beat = newest.get(partition);
    return beat == null || readAt - beat <= forgivenMs
        ? OptionalLong.empty()
        : OptionalLong.of(beat);
  }
}
