package fettle.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PersistenceTest {
  private final LanesParts parts = new LanesParts(0, 100);
  private final Assignment first = new Assignment(new TopicPartition("telemetry", 1));
  private final Assignment second = new Assignment(new TopicPartition("telemetry", 2));

  @Test
  void workIsRepeatedUntilItIsDone() {
    List<Optional<String>> meanwhile = new ArrayList<>();

    Optional<String> done =
        parts.persistence.untilDone(
            first,
            () -> {
              meanwhile.add(parts.trouble.reason());
              if (meanwhile.size() < 3) {
                throw new KafkaException("gone");
              }
              return "done";
            });

    assertThat(done).hasValue("done");
    assertThat(meanwhile)
        .containsExactly(
            Optional.empty(),
            Optional.of("partition 1: the broker is away: gone"),
            Optional.of("partition 1: the broker is away: gone"));
    assertThat(parts.trouble.reason()).isEmpty();
    assertThat(parts.count("gateway.store.failures")).isEqualTo(2);
  }

  @Test
  void onePartitionsSuccessDoesNotEndTheTroubleOfAnother() {
    Optional<Optional<String>> during =
        parts.persistence.untilDone(
            first,
            () -> {
              if (parts.trouble.reason().isEmpty()) {
                throw new KafkaException("gone");
              }
              parts.persistence.untilDone(second, () -> "well");
              return parts.trouble.reason();
            });

    assertThat(during.orElseThrow()).hasValue("partition 1: the broker is away: gone");
  }

  @Test
  void aPartitionThatIsTakenAwayTakesItsTroubleAlong() {
    Optional<String> done =
        parts.persistence.untilDone(
            first,
            () -> {
              first.end();
              throw new KafkaException("gone");
            });

    assertThat(done).isEmpty();
    assertThat(parts.trouble.reason()).isEmpty();
    assertThat(parts.registry.get("gateway.partitions.troubled").gauge().value()).isZero();
  }
}
