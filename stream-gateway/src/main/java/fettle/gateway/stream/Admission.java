package fettle.gateway.stream;

import fettle.gateway.rollup.LostRecords;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
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
  private final IngestMetrics metrics;

  Admission(LogAccess log, TakeOver takeOver, IngestMetrics metrics) {
    this.log = log;
    this.takeOver = takeOver;
    this.metrics = metrics;
  }

  /** The records to be processed, in order. */
  List<ConsumerRecord<byte[], byte[]>> admit(
      TopicPartition partition, Ownership ownership, List<ConsumerRecord<byte[], byte[]>> records) {
    OffsetGuard guard = ownership.guard();
    long holesBefore = guard.holes();
    List<ConsumerRecord<byte[], byte[]>> admitted = new ArrayList<>(records.size());
    for (ConsumerRecord<byte[], byte[]> record : records) {
      OffsetGuard.Verdict verdict = guard.next(record.offset());
      switch (verdict) {
        case TAKE -> admitted.add(record);
        case SKIP -> metrics.skipped();
        case SKIP_AND_CHECK_END -> {
          metrics.skipped();
          checkEnd(partition, guard);
        }
        case SKIP_AND_SEEK -> {
          metrics.skipped();
          seek(partition, ownership);
        }
      }
    }
    long holes = guard.holes() - holesBefore;
    if (holes > 0) {
      metrics.holes(holes);
      LOG.warnf(
          "partition=%d: the log has no record at %d offsets, passed over",
          (Object) partition.partition(), holes);
    }
    return admitted;
  }

  private void checkEnd(TopicPartition partition, OffsetGuard guard) {
    long end = log.onPollingThread(consumer -> LogAccess.end(consumer, partition));
    if (end < guard.expected()) {
      takeOver.refuseBackwards(partition, guard.expected(), end);
    }
  }

  private void seek(TopicPartition partition, Ownership ownership) {
    OffsetGuard guard = ownership.guard();
    long expected = guard.expected();
    long logStart = log.onPollingThread(consumer -> seek(consumer, partition, expected));
    if (logStart > expected) {
      LostRecords lost = new LostRecords(expected, logStart);
      takeOver.reportLoss(partition, lost);
      ownership.memory().noteLost(lost);
      guard.lostUpTo(logStart);
    } else {
      LOG.infof("partition=%d offset=%d: sought back", (Object) partition.partition(), expected);
    }
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
