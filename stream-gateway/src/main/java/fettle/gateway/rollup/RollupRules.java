package fettle.gateway.rollup;

import fettle.gateway.drift.DriftRules;
import fettle.telemetry.store.Tier;
import java.util.List;

/**
 * What is rolled up, and within which bounds. The reference for late and future is the time the hub
 * took the message: so the same records give the same decisions whenever they are replayed.
 *
 * @param tiers finest first, each width a multiple of the one before, retention not shrinking
 * @param futureMs how far ahead of the hub a reading may be
 * @param maxMachines machines of a partition
 * @param maxSignals signals of a machine
 * @param maxSessions sessions remembered for a machine
 * @param maxIntervals intervals remembered for a session
 * @param drift how sketches become verdicts
 */
public record RollupRules(
    List<Tier> tiers,
    long futureMs,
    int maxMachines,
    int maxSignals,
    int maxSessions,
    int maxIntervals,
    DriftRules drift) {

  private static final int MAX_TIERS = 8;

  public RollupRules {
    tiers = List.copyOf(tiers);
    if (tiers.isEmpty() || tiers.size() > MAX_TIERS) {
      throw new IllegalArgumentException(
          "gateway.rollup.tiers has "
              + tiers.size()
              + " entries, 1 to "
              + MAX_TIERS
              + " are allowed");
    }
    for (int i = 1; i < tiers.size(); i++) {
      requireCoarser(i, tiers.get(i), tiers.get(i - 1));
    }
    if (futureMs < 0) {
      throw new IllegalArgumentException(
          "gateway.rollup.future=" + span(futureMs) + " must not be negative");
    }
  }

  private static void requireCoarser(int index, Tier tier, Tier finer) {
    if (tier.widthMs() <= finer.widthMs() || tier.widthMs() % finer.widthMs() != 0) {
      throw new IllegalArgumentException(
          "gateway.rollup.tiers[%d].width=%s must be a multiple of %s"
              .formatted(index, span(tier.widthMs()), span(finer.widthMs())));
    }
    if (tier.retentionMs() < finer.retentionMs()) {
      throw new IllegalArgumentException(
          "gateway.rollup.tiers[%d].retention=%s must be at least that of the finer tier, %s"
              .formatted(index, span(tier.retentionMs()), span(finer.retentionMs())));
    }
  }

  private static String span(long millis) {
    return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
  }

  /**
   * How long a silent machine is remembered, milliseconds. After that the chunks of its buckets
   * have expired, and a repeat of what it sent before would be too late for every tier: nothing
   * tells that it has been forgotten but its totals.
   */
  long memoryMs() {
    Tier coarsest = tiers.getLast();
    return coarsest.chunkMs() + coarsest.retentionMs() + futureMs;
  }

  Tier finest() {
    return tiers.getFirst();
  }
}
