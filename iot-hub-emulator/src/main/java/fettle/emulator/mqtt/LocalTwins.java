package fettle.emulator.mqtt;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.emulator.identity.Identity;
import fettle.emulator.identity.Outcome;
import fettle.emulator.identity.Twin;
import fettle.emulator.identity.TwinStore;
import io.vertx.core.Context;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Twins that this process keeps. The store writes to disk, so it is asked off the event loop. */
public final class LocalTwins implements TwinAccess {

  private static final String METADATA = "$metadata";

  private final TwinStore store;
  private final Context loop;

  public LocalTwins(TwinStore store, Context loop) {
    this.store = store;
    this.loop = loop;
  }

  @Override
  public CompletionStage<Answer> get(Identity identity) {
    return inOrder(
        () ->
            store
                .get(identity.deviceId(), identity.moduleId())
                .<Answer>map(twin -> new Answer.Found(seenByDevice(twin)))
                .orElseGet(() -> new Answer.Failed(404, "no twin")));
  }

  @Override
  public CompletionStage<Answer> report(Identity identity, ObjectNode patch) {
    return inOrder(
        () ->
            switch (store.patchReported(identity.deviceId(), identity.moduleId(), patch)) {
              case Outcome.Done<Twin> done -> new Answer.Reported(done.value().reportedVersion());
              case Outcome.Refused<Twin> refused ->
                  new Answer.Failed(refused.refusal().status(), refused.detail());
            });
  }

  private CompletionStage<Answer> inOrder(Supplier<Answer> work) {
    return loop.<Answer>executeBlocking(work::get, true).toCompletionStage();
  }

  /** Devices see neither tags nor metadata. */
  private static ObjectNode seenByDevice(Twin twin) {
    ObjectNode desired = twin.desired().deepCopy();
    ObjectNode reported = twin.reported().deepCopy();
    desired.remove(METADATA);
    reported.remove(METADATA);
    ObjectNode properties = JsonNodeFactory.instance.objectNode();
    properties.set("desired", desired);
    properties.set("reported", reported);
    return properties;
  }
}
