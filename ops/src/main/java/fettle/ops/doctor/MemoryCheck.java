package fettle.ops.doctor;

import fettle.ops.local.Bytes;

/**
 * There is memory for six JVMs and Redis.
 *
 * @param total bytes of this machine
 */
record MemoryCheck(long total) implements Check {
  private static final long WANTED = 3_000_000_000L;

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public Verdict examine() {
    String what = Bytes.describe(total) + " of memory";
    return total < WANTED
        ? new Verdict.Poor(
            what + ", where the whole system takes about 2 GB", "close what else needs memory")
        : new Verdict.Fine(what);
  }
}
