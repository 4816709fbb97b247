package fettle.emulator;

import fettle.emulator.hub.DeviceMessage;
import fettle.emulator.hub.MessageSink;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A hub that takes everything, unless told otherwise, and remembers it in order. */
public final class RecordingHub implements MessageSink {

  private final Queue<DeviceMessage> received = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();
  private volatile Function<DeviceMessage, CompletionStage<Void>> behaviour =
      message -> CompletableFuture.completedFuture(null);

  /** What it answers from now on; what it answers with a failure it does not remember. */
  public void answer(Function<DeviceMessage, CompletionStage<Void>> with) {
    behaviour = with;
  }

  @Override
  public CompletionStage<Void> accept(DeviceMessage message) {
    CompletionStage<Void> answer = behaviour.apply(message);
    if (!answer.toCompletableFuture().isCompletedExceptionally()) {
      received.add(message);
      count.incrementAndGet();
    }
    return answer;
  }

  public List<DeviceMessage> received() {
    return List.copyOf(received);
  }

  public int count() {
    return count.get();
  }

  public List<String> bodies() {
    return received.stream()
        .map(message -> new String(message.body(), StandardCharsets.UTF_8))
        .toList();
  }
}
