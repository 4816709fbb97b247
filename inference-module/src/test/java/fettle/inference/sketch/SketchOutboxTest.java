package fettle.inference.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.telemetry.SketchMessage;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SketchOutboxTest {

  private final List<String> sent = new ArrayList<>();
  private final List<Integer> dropped = new ArrayList<>();
  private boolean hubIsAway;

  @Test
  void messagesLeaveInTheirOrder() {
    SketchOutbox outbox = outbox();
    outbox.add(messages(0, 3));

    outbox.send().await().indefinitely();

    assertThat(sent).containsExactly("m:s:0", "m:s:1", "m:s:2");
    assertThat(outbox.size()).isZero();
  }

  @Test
  void whatIsNotAcknowledgedIsSentAgainFirst() {
    SketchOutbox outbox = outbox();
    outbox.add(messages(0, 2));
    hubIsAway = true;
    outbox.send().await().indefinitely();
    assertThat(sent).containsExactly("m:s:0");
    assertThat(outbox.size()).isEqualTo(2);
    hubIsAway = false;

    outbox.send().await().indefinitely();

    assertThat(sent).containsExactly("m:s:0", "m:s:0", "m:s:1");
  }

  @Test
  void beyondTheBoundTheOldestAreThrownAwayAndCounted() {
    SketchOutbox outbox = outbox();

    outbox.add(messages(0, 7));

    assertThat(outbox.size()).isEqualTo(5);
    assertThat(dropped).containsExactly(2);
    outbox.send().await().indefinitely();
    assertThat(sent).startsWith("m:s:2");
  }

  @Test
  void oneIsSentAtATime() {
    CompletableFuture<Void> acknowledgement = new CompletableFuture<>();
    SketchOutbox outbox =
        new SketchOutbox(
            (body, id) -> {
              sent.add(id);
              return Uni.createFrom().completionStage(acknowledgement);
            },
            5,
            dropped::add);
    outbox.add(messages(0, 2));
    outbox.send().subscribe().with(nothing -> {});

    outbox.send().await().indefinitely();
    assertThat(sent).containsExactly("m:s:0");

    acknowledgement.complete(null);
    assertThat(sent).containsExactly("m:s:0", "m:s:1");
    assertThat(outbox.size()).isZero();
  }

  private SketchOutbox outbox() {
    return new SketchOutbox(
        (body, id) -> {
          sent.add(id);
          return hubIsAway
              ? Uni.createFrom().failure(new IllegalStateException("away"))
              : Uni.createFrom().voidItem();
        },
        5,
        dropped::add);
  }

  private static List<SketchMessage> messages(int first, int count) {
    return IntStream.range(first, first + count)
        .mapToObj(
            seq ->
                new SketchMessage(
                    "m", "s", seq, "p:1", 0, 1, new LinkedHashMap<>(), new byte[] {1}, null))
        .toList();
  }
}
