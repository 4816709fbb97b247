package fettle.ops.bench.fanout;

import fettle.ops.Failure;
import fettle.telemetry.MachineId;
import fettle.telemetry.store.StoreKeys;
import fettle.telemetry.store.Tier;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is fanned out.
 *
 * @param viewers watching one machine each, in turn
 * @param stalled those of them that connect and then read no more
 * @param machines changing
 * @param changesPerSecond of each machine
 */
public record FanoutShape(int viewers, int stalled, int machines, double changesPerSecond) {
  static final int PARTITIONS = 4;

  static final List<Tier> TIERS = List.of(new Tier(1_000, 3_600_000), new Tier(10_000, 86_400_000));

  /** The first signal's newest value is when its change was made, epoch milliseconds. */
  public static final List<String> SIGNALS =
      IntStream.range(0, 8).mapToObj(i -> i == 0 ? "made-at" : "signal-" + i).toList();

  private static final int MACHINES_PER_DEVICE = 10;
  private static final int MOST_CHANGES = 50;
  private static final int PERCENT = 100;

  public FanoutShape {
    require(viewers > 0, "--viewers must be at least 1");
    require(machines > 0, "--machines must be at least 1");
    require(
        changesPerSecond > 0 && changesPerSecond <= MOST_CHANGES,
        "--rate must be above 0 and at most " + MOST_CHANGES);
  }

  /**
   * @param stalledPercent share of viewers that read no more
   */
  public static FanoutShape of(
      int viewers, int stalledPercent, int machines, double changesPerSecond) {
    require(stalledPercent >= 0 && stalledPercent < PERCENT, "--stalled must be 0 to 99");
    return new FanoutShape(viewers, viewers * stalledPercent / PERCENT, machines, changesPerSecond);
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new Failure(rule);
    }
  }

  public MachineId machine(int index) {
    return new MachineId("bench-" + index / MACHINES_PER_DEVICE, "machine-" + index);
  }

  StoreKeys keys(int index) {
    return new StoreKeys(index / MACHINES_PER_DEVICE % PARTITIONS);
  }

  /** The machine that a viewer watches. */
  int watchedBy(int viewer) {
    return viewer % machines;
  }

  /** Whether a viewer reads no more; they are spread over the machines. */
  boolean isStalled(int viewer) {
    return (long) (viewer + 1) * stalled / viewers > (long) viewer * stalled / viewers;
  }

  int reading() {
    return viewers - stalled;
  }
}
