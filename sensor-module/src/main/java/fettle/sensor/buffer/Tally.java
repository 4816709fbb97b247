package fettle.sensor.buffer;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What became of one machine's readings. Thread-safe; the counters are in readings, except {@code
 * skipped}, which counts rows or attempts that gave none.
 */
public final class Tally {
  private final AtomicLong read = new AtomicLong();
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong skipped = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private volatile long position;
  private volatile long shift;

  Tally(Checkpoint.Line line) {
    sent.set(line.sent());
    dropped.set(line.dropped());
    shift = line.shift();
    resumeAt(line.mark());
  }

  void resumeAt(Mark mark) {
    read.set(mark.read());
    skipped.set(mark.skipped());
    position = mark.position();
  }

  public void countRead() {
    read.incrementAndGet();
  }

  void countRead(int readings) {
    read.addAndGet(readings);
  }

  public void countSkipped() {
    skipped.incrementAndGet();
  }

  public void countSent(int readings) {
    sent.addAndGet(readings);
  }

  public void countDropped(int readings) {
    dropped.addAndGet(readings);
  }

  /** Rows of a recording that are behind us. */
  public void moveTo(long row) {
    position = row;
  }

  /** What is added to a recording's times, ms. */
  public void shiftBy(long millis) {
    shift = millis;
  }

  public long read() {
    return read.get();
  }

  public long sent() {
    return sent.get();
  }

  public long skipped() {
    return skipped.get();
  }

  public long dropped() {
    return dropped.get();
  }

  public long position() {
    return position;
  }

  public long shift() {
    return shift;
  }
}
