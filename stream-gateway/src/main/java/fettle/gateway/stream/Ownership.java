package fettle.gateway.stream;

import fettle.gateway.rollup.PartitionMemory;
import java.util.OptionalLong;

/** A partition while this process writes it: epoch, memory, progress. Used by its lane alone. */
final class Ownership {
  private static final long SWEEP_EVERY_MS = 3_600_000;

  private final long epoch;
  private final PartitionMemory memory;
  private final OffsetGuard guard;
  private OptionalLong stored;
  private long nextSweep;

  Ownership(long epoch, PartitionMemory memory, OffsetGuard guard, OptionalLong stored) {
    this.epoch = epoch;
    this.memory = memory;
    this.guard = guard;
    this.stored = stored;
  }

  long epoch() {
    return epoch;
  }

  PartitionMemory memory() {
    return memory;
  }

  OffsetGuard guard() {
    return guard;
  }

  /** The offset in the store, empty in a new one. */
  OptionalLong stored() {
    return stored;
  }

  void stored(long nextOffset) {
    stored = OptionalLong.of(nextOffset);
  }

  /** Whether machines that fell silent are to be looked for: at first, and then now and then. */
  boolean isSweepDue(long now) {
    return now >= nextSweep;
  }

  void swept(long now) {
    nextSweep = now + SWEEP_EVERY_MS;
  }
}
