package fettle.ops.dataset;

import fettle.ops.hash.Sha256;
import fettle.telemetry.MachineId;
import java.time.Instant;

/** A split decided: from when to when the rows of a machine are of a side. */
sealed interface Cut {

  /**
   * Milliseconds, the end excluded.
   *
   * @param to {@link Long#MAX_VALUE}: without end
   */
  record Range(long from, long to) {
    static final Range ALL = new Range(0, Long.MAX_VALUE);
    static final Range NONE = new Range(0, 0);

    boolean touches(long begin, long end) {
      return from < end && begin < to;
    }
  }

  Range range(MachineId machine, Side side);

  /** In words. */
  String words();

  /**
   * Train ends where test has not begun.
   *
   * @param at end of train
   * @param purge milliseconds after it that are of neither, so that no window and no repeated value
   *     reaches over
   */
  record AtTime(long at, long purge) implements Cut {
    @Override
    public Range range(MachineId machine, Side side) {
      return switch (side) {
        case TRAIN -> new Range(0, at);
        case TEST -> new Range(at + purge, Long.MAX_VALUE);
      };
    }

    @Override
    public String words() {
      return "train before %s, test from %s on"
          .formatted(Instant.ofEpochMilli(at), Instant.ofEpochMilli(at + purge));
    }
  }

  /**
   * By the first 32 bits of the SHA-256 of {@code device/machine}.
   *
   * @param share of all values of those bits that train
   */
  record ByMachine(double share) implements Cut {
    private static final double VALUES = 1L << 32;
    private static final int DIGITS = 8;
    private static final int HEX = 16;

    @Override
    public Range range(MachineId machine, Side side) {
      long bits = Long.parseLong(Sha256.of(machine.toString()).substring(0, DIGITS), HEX);
      Side own = bits / VALUES < share ? Side.TRAIN : Side.TEST;
      return own == side ? Range.ALL : Range.NONE;
    }

    @Override
    public String words() {
      return "machines by their names, about " + share + " of them train";
    }
  }

  /**
   * Decides a split.
   *
   * @param first time of the first reading
   * @param last time of the last
   */
  static Cut of(DatasetSettings settings, long first, long last) {
    return switch (settings.split()) {
      case Split.ByMachine machines -> new ByMachine(machines.share());
      case Split.ByTime time -> {
        long step = settings.grid().map(Grid::step).orElse(1L);
        long at = first + Math.round(time.share() * (last - first));
        yield new AtTime(Math.ceilDiv(at, step) * step, settings.purge());
      }
    };
  }
}
