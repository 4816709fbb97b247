package fettle.sensor.buffer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The counters of all machines, twice: as they are now, for reports, and as of the oldest
 * unacknowledged entry, for the checkpoint. A restart adds what it finds behind the checkpoint to
 * the latter and comes to the former. Only {@link #tally} may be called without the buffer's lock.
 */
final class Ledger {
  private final String run;
  private final long runStart;
  private final Map<String, Tally> now = new ConcurrentHashMap<>();
  private final Map<String, Checkpoint.Line> settled = new TreeMap<>();
  private String written = "";

  private Ledger(String run, long runStart) {
    this.run = run;
    this.runStart = runStart;
  }

  /**
   * @param end index after the last entry that is there already
   */
  static Ledger resume(Checkpoint checkpoint, String run, long end) {
    boolean sameRun = !run.isEmpty() && checkpoint.run().equals(run);
    Ledger ledger = new Ledger(run, sameRun ? checkpoint.runStart() : end);
    if (sameRun) {
      checkpoint
          .machines()
          .forEach(
              (machine, line) -> {
                ledger.settled.put(machine, line);
                ledger.now.put(machine, new Tally(line));
              });
    }
    return ledger;
  }

  /** An entry behind the checkpoint's head. */
  void found(Stored stored) {
    Entry entry = stored.entry();
    if (stored.index() < runStart) {
      tally(entry.machine()).countRead(entry.readings());
    } else {
      tally(entry.machine()).resumeAt(entry.mark());
    }
  }

  Tally tally(String machine) {
    return now.computeIfAbsent(machine, name -> new Tally(Checkpoint.Line.NONE));
  }

  Map<String, Tally> tallies() {
    return Map.copyOf(now);
  }

  /** An entry, and all before it, is behind us. */
  void settle(Stored stored, boolean sent) {
    Entry entry = stored.entry();
    Checkpoint.Line before = settled.getOrDefault(entry.machine(), Checkpoint.Line.NONE);
    settled.put(
        entry.machine(),
        new Checkpoint.Line(
            before.sent() + (sent ? entry.readings() : 0),
            before.dropped() + (sent ? 0 : entry.readings()),
            before.shift(),
            stored.index() < runStart ? before.mark() : entry.mark()));
  }

  /** One that was settled as dropped, because its segment was, has arrived all the same. */
  void arrived(Stored stored) {
    int readings = stored.entry().readings();
    settled.computeIfPresent(
        stored.entry().machine(),
        (machine, line) ->
            new Checkpoint.Line(
                line.sent() + readings, line.dropped() - readings, line.shift(), line.mark()));
  }

  /** Writes the checkpoint, if it differs from the one written last. */
  void write(Path folder, long head) throws IOException {
    Map<String, Checkpoint.Line> lines = new TreeMap<>(settled);
    now.forEach(
        (machine, tally) ->
            lines.put(
                machine,
                settled.getOrDefault(machine, Checkpoint.Line.NONE).withShift(tally.shift())));
    String next = new Checkpoint(run, runStart, head, lines).text();
    if (!next.equals(written)) {
      Checkpoint.write(folder, next);
      written = next;
    }
  }
}
