package fettle.gateway.stream;

import static fettle.gateway.stream.LanesParts.PARTITION;
import static fettle.gateway.stream.LanesParts.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fettle.gateway.health.Ending;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class LanesTest {
  private final LanesParts parts = new LanesParts(0, 100);
  private final Assignments assignments = new Assignments(parts.registry);
  private final List<Integer> exitCodes = new CopyOnWriteArrayList<>();
  private final Ending ending = new Ending(exitCodes::add);

  @Test
  void aFailureEndsTheGatewayWithoutWaitingForMoreRecords() {
    assignments.begin(PARTITION);

    CompletableFuture<Void> done = failing().submit(0, records(0, 3));

    assertThatThrownBy(() -> done.get(30, TimeUnit.SECONDS)).hasMessageContaining("a bug");
    assertThat(exitCodes).containsExactly(Ending.BROKEN);
    assertThat(ending.reason())
        .hasValueSatisfying(why -> assertThat(why).contains("partition 0").contains("a bug"));
  }

  @Test
  void aLateTakeOverThatFailsEndsTheGatewayToo() {
    assignments.begin(PARTITION);

    failing().takeOverTheRest();

    await().atMost(Duration.ofSeconds(30)).until(() -> exitCodes.contains(Ending.BROKEN));
  }

  @Test
  void recordsOfAPartitionThatIsNotOursAreCountedAndLeftToItsOwner() {
    failing().submit(0, records(0, 3)).join();

    assertThat(parts.count("gateway.records.unassigned")).isEqualTo(4);
    assertThat(exitCodes).isEmpty();
  }

  private Lanes failing() {
    PartitionWork failing =
        new PartitionWork(null, null, null, null, null, null, null, null, null, null, null) {
          @Override
          void process(Assignment assignment, List<ConsumerRecord<byte[], byte[]>> records) {
            throw new IllegalStateException("a bug");
          }
        };
    return new Lanes(assignments, failing, ending, parts.metrics);
  }
}
