package fettle.gateway.stream;

import fettle.telemetry.MachineId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.TopicPartition;

/** One stay of a partition with this consumer, from its assignment to its end. Thread-safe. */
final class Assignment {
  static final long NOTHING = -1;

  private final TopicPartition partition;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicReference<Ownership> ownership = new AtomicReference<>();
  private final AtomicLong written = new AtomicLong(NOTHING);
  private final AtomicLong machines = new AtomicLong();
  private final AtomicLong openAlarms = new AtomicLong();
  private final AtomicLong cacheBytes = new AtomicLong();
  private final Map<MachineId, byte[]> changed = new ConcurrentHashMap<>();

  Assignment(TopicPartition partition) {
    this.partition = partition;
  }

  TopicPartition partition() {
    return partition;
  }

  /** What this process owns of it, or null while the store has not granted it. */
  Ownership ownership() {
    return ownership.get();
  }

  void own(Ownership granted) {
    ownership.set(granted);
  }

  /** Forgets everything held of the partition; it has to be taken over anew. */
  void disown() {
    ownership.set(null);
  }

  void end() {
    ended.countDown();
  }

  boolean hasEnded() {
    return ended.getCount() == 0;
  }

  /** Waits; true when the assignment ended meanwhile. */
  boolean endsWithin(Duration pause) {
    try {
      return ended.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  void wrote(long nextOffset, Map<MachineId, byte[]> states) {
    written.set(nextOffset);
    changed.putAll(states);
  }

  /** Says how much is held of the partition, for gauges. */
  void holds(long machineCount, long alarmCount, long bucketBytes) {
    machines.set(machineCount);
    openAlarms.set(alarmCount);
    cacheBytes.set(bucketBytes);
  }

  /** Machines of the partition. */
  long machines() {
    return machines.get();
  }

  /** Its open alarms. */
  long openAlarms() {
    return openAlarms.get();
  }

  /** What its cached buckets are taken to weigh. */
  long cacheBytes() {
    return cacheBytes.get();
  }

  /** Next offset as last written by this process, {@link #NOTHING} before. */
  long written() {
    return written.get();
  }

  /** Machine states written since they were last announced, as JSON. */
  Map<MachineId, byte[]> changed() {
    return changed;
  }
}
