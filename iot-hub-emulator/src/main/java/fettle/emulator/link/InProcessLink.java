package fettle.emulator.link;

import fettle.emulator.hub.DeviceMessage;
import fettle.emulator.hub.MessageSink;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Edge and hub in one process: a call, as long as nobody has cut the link. */
public final class InProcessLink implements Upstream, Cuttable {

  private final MessageSink hub;
  private final Context loop;
  private final List<Runnable> listeners = new ArrayList<>();
  private volatile boolean cut;

  public InProcessLink(MessageSink hub, Context loop) {
    this.hub = hub;
    this.loop = loop;
  }

  @Override
  public boolean isOpen() {
    return !cut;
  }

  @Override
  public void onOpen(Runnable listener) {
    listeners.add(listener);
  }

  @Override
  public CompletionStage<Void> send(DeviceMessage message) {
    if (cut) {
      return CompletableFuture.failedFuture(new IOException("the link to the hub is cut"));
    }
    CompletionStage<Void> accepted = hub.accept(message);
    if (accepted.toCompletableFuture().isDone()) {
      return accepted;
    }
    Promise<Void> onLoop = Promise.promise();
    accepted.whenComplete((done, failure) -> loop.runOnContext(ignored -> settle(onLoop, failure)));
    return onLoop.future().toCompletionStage();
  }

  private static void settle(Promise<Void> promise, Throwable failure) {
    if (failure == null) {
      promise.complete();
    } else {
      promise.fail(failure);
    }
  }

  @Override
  public void cut() {
    cut = true;
  }

  @Override
  public void restore() {
    cut = false;
    loop.runOnContext(ignored -> listeners.forEach(Runnable::run));
  }
}
