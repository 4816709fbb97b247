package fettle.gateway.stream;

import fettle.gateway.rollup.LostRecords;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** Lets records in as {@link OffsetGuard} decides, looking up the log and seeking where it asks. */
@ApplicationScoped
class Admission {
  private static final Logger LOG = Logger.getLogger(Admission.class);

  private final LogAccess log;
  private final TakeOver takeOver;
  private final Persistence persistence;
  private final IngestMetrics metrics;

  Admission(LogAccess log, TakeOver takeOver, Persistence persistence, IngestMetrics metrics) {
    this.log = log;
    this.takeOver = takeOver;
    this.persistence = persistence;
    this.metrics = metrics;
  }

  /**
   * The records to be processed, in order; empty when the assignment ended first. Each record moves
   * the guard once: a look at the log that fails is repeated by itself.
   */
  Optional<List<ConsumerRecord<byte[], byte[]>>> admit(
      Assignment assignment, Ownership ownership, List<ConsumerRecord<byte[], byte[]>> records) {
    OffsetGuard guard = ownership.guard();
    long holesBefore = guard.holes();
    List<ConsumerRecord<byte[], byte[]>> admitted = new ArrayList<>(records.size());
    for (ConsumerRecord<byte[], byte[]> record : records) {
      OffsetGuard.Verdict verdict = guard.next(record.offset());
      if (verdict == OffsetGuard.Verdict.TAKE) {
        admitted.add(record);
        continue;
      }
      metrics.skipped();
      if (!act(verdict, assignment, ownership)) {
        return Optional.empty();
      }
    }
    reportHoles(assignment.partition(), guard.holes() - holesBefore);
    return Optional.of(admitted);
  }

  /** Does what the guard asks for; false when the assignment ended first. */
  private boolean act(OffsetGuard.Verdict verdict, Assignment assignment, Ownership ownership) {
    return switch (verdict) {
      case TAKE, SKIP -> true;
      case SKIP_AND_CHECK_END -> checkEnd(assignment, ownership.guard());
      case SKIP_AND_SEEK -> seek(assignment, ownership);
    };
  }

  private void reportHoles(TopicPartition partition, long holes) {
    if (holes > 0) {
      metrics.holes(holes);
      LOG.warnf(
          "partition=%d: the log has no record at %d offsets, passed over",
          (Object) partition.partition(), holes);
    }
  }

  private boolean checkEnd(Assignment assignment, OffsetGuard guard) {
    TopicPartition partition = assignment.partition();
    Optional<Long> end =
        persistence.untilDone(
            assignment, () -> log.onPollingThread(consumer -> LogAccess.end(consumer, partition)));
    if (end.isPresent() && end.get() < guard.expected()) {
      takeOver.refuseBackwards(partition, guard.expected(), end.get());
    }
    return end.isPresent();
  }

  private boolean seek(Assignment assignment, Ownership ownership) {
    TopicPartition partition = assignment.partition();
    OffsetGuard guard = ownership.guard();
    long expected = guard.expected();
    Optional<Long> logStart =
        persistence.untilDone(
            assignment, () -> log.onPollingThread(consumer -> seek(consumer, partition, expected)));
    if (logStart.isEmpty()) {
      return false;
    }
    if (logStart.get() > expected) {
      LostRecords lost = new LostRecords(expected, logStart.get());
      takeOver.reportLoss(partition, lost);
      ownership.memory().noteLost(lost);
      guard.lostUpTo(logStart.get());
    } else {
      LOG.infof("partition=%d offset=%d: sought back", (Object) partition.partition(), expected);
    }
    return true;
  }

  private static long seek(Consumer<?, ?> consumer, TopicPartition partition, long expected) {
    if (!consumer.assignment().contains(partition)) {
      return expected;
    }
    long logStart = LogAccess.start(consumer, partition);
    consumer.seek(partition, Math.max(logStart, expected));
    return logStart;
  }
}
