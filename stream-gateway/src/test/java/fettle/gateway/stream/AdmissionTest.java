package fettle.gateway.stream;

import static fettle.gateway.stream.LanesParts.PARTITION;
import static fettle.gateway.stream.LanesParts.records;
import static org.assertj.core.api.Assertions.assertThat;

import fettle.gateway.alarm.AlarmRules;
import fettle.gateway.intake.Content;
import fettle.gateway.intake.Intake;
import fettle.gateway.rollup.Rollup;
import fettle.gateway.rollup.Step;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private final LanesParts parts = new LanesParts(0, 1000);
  private final Assignment assignment = LanesParts.assignment();

  @Test
  void recordsAfterAHoleAreSoughtBackOnceAlsoWhenTheFirstLookAtTheLogFails() {
    Ownership ownership = LanesParts.ownership(OffsetGuard.at(5));
    parts.failures.add(new KafkaException("away"));

    Optional<List<ConsumerRecord<byte[], byte[]>>> admitted =
        admission().admit(assignment, ownership, records(8, 10));

    assertThat(admitted).hasValue(List.of());
    assertThat(ownership.guard().holes()).isZero();
    assertThat(ownership.guard().expected()).isEqualTo(5);
    assertThat(parts.consumer.position(PARTITION)).isEqualTo(5);
    assertThat(parts.count("gateway.records.skipped")).isEqualTo(3);
  }

  @Test
  void recordsReadAgainAreSkippedOnceAlsoWhenTheFirstLookAtTheLogFails() {
    Ownership ownership = LanesParts.ownership(OffsetGuard.at(5));
    parts.failures.add(new KafkaException("away"));

    List<ConsumerRecord<byte[], byte[]>> admitted =
        admission().admit(assignment, ownership, records(3, 7)).orElseThrow();

    assertThat(admitted).extracting(ConsumerRecord::offset).containsExactly(5L, 6L, 7L);
    assertThat(parts.count("gateway.records.skipped")).isEqualTo(2);
  }

  @Test
  void whatRetentionRemovesWhileTheGatewayRunsIsReportedAsLostAndNotAsAHole() {
    LanesParts shortened = new LanesParts(100, 1000);
    Ownership ownership = LanesParts.ownership(OffsetGuard.at(5));
    Admission admission = admission(shortened);
    shortened.failures.add(new KafkaException("away"));
    admission.admit(assignment, ownership, records(100, 102));

    List<ConsumerRecord<byte[], byte[]>> admitted =
        admission.admit(assignment, ownership, records(100, 102)).orElseThrow();

    assertThat(admitted).extracting(ConsumerRecord::offset).containsExactly(100L, 101L, 102L);
    assertThat(shortened.count("gateway.stream.lost")).isEqualTo(95);
    assertThat(shortened.count("gateway.stream.holes")).isZero();
    assertThat(rejectedByTheNextStep(ownership)).containsExactly("RETENTION_GAP");
  }

  @Test
  void aLogThatEndsBeforeWhatTheStoreHasReadEndsTheGateway() {
    LanesParts recreated = new LanesParts(0, 3);

    admission(recreated)
        .admit(assignment, LanesParts.ownership(OffsetGuard.at(500)), records(0, 2));

    assertThat(recreated.ending.reason())
        .hasValueSatisfying(
            why -> assertThat(why).contains("up to offset 500").contains("ends at 3"));
  }

  @Test
  void nothingIsAdmittedOnceTheAssignmentHasEnded() {
    Ownership ownership = LanesParts.ownership(OffsetGuard.at(5));
    assignment.end();

    assertThat(admission().admit(assignment, ownership, records(8, 10))).isEmpty();
  }

  private static List<String> rejectedByTheNextStep(Ownership ownership) {
    Intake other = new Intake(103, "dev", "", 0, new byte[0], new Content.Refused("X", "x"));
    Step step =
        new Rollup(LanesParts.RULES, AlarmRules.DEFAULT)
            .decide(ownership.memory(), List.of(other), 0);
    return step.rejected().stream().map(rejected -> rejected.reason()).limit(1).toList();
  }

  private Admission admission() {
    return admission(parts);
  }

  private static Admission admission(LanesParts parts) {
    TakeOver takeOver =
        new TakeOver(
            null,
            null,
            parts.identity,
            parts.log,
            LanesParts.RULES,
            parts.metrics,
            parts.ending,
            parts.config);
    return new Admission(parts.log, takeOver, parts.persistence, parts.metrics);
  }
}
