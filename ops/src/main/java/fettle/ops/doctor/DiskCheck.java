package fettle.ops.doctor;

import fettle.ops.local.Bytes;
import java.nio.file.Path;

/**
 * There is room for a lake, a stream and logs.
 *
 * @param free bytes that this user may still write there
 */
record DiskCheck(Path folder, long free) implements Check {
  private static final long LEAST = 500_000_000L;
  private static final long COMFORTABLE = 2_000_000_000L;

  @Override
  public String name() {
    return "disk";
  }

  @Override
  public Verdict examine() {
    String what = Bytes.describe(free) + " are free at " + folder;
    String wayOut = "make room, or choose another place with --state";
    if (free < LEAST) {
      return new Verdict.Missing(what + ", too little", wayOut);
    }
    return free < COMFORTABLE
        ? new Verdict.Poor(what + ", enough for some hours only", wayOut)
        : new Verdict.Fine(what);
  }
}
