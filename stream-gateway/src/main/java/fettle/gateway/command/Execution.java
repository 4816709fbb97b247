package fettle.gateway.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.gateway.command.TwinWork.Changed;
import fettle.gateway.hub.Hub;
import fettle.gateway.hub.HubAway;
import fettle.gateway.hub.HubReply;
import fettle.gateway.hub.HubService;
import fettle.gateway.machine.TwinCopy;
import fettle.gateway.machine.TwinPatch;
import fettle.gateway.machine.TwinReader;
import fettle.gateway.store.StoreAway;
import fettle.gateway.store.TwinStore;
import fettle.telemetry.command.Action;
import fettle.telemetry.command.Phrase;
import fettle.telemetry.command.Progress.State;
import fettle.telemetry.command.Sentence;
import fettle.telemetry.command.Settings;
import fettle.telemetry.machine.ModelSet;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Executes a command on a worker thread, in steps each of which takes less than its lease. */
final class Execution {
  private static final Duration SETTINGS_PATIENCE = Duration.ofSeconds(15);
  private static final Duration MODELS_PATIENCE = Duration.ofSeconds(45);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final HubService service;
  private final Hub hub;
  private final TwinStore store;
  private final TwinCopy copy;
  private final InstantSource clock;

  Execution(HubService service, Hub hub, TwinStore store, TwinCopy copy, InstantSource clock) {
    this.service = service;
    this.hub = hub;
    this.store = store;
    this.copy = copy;
    this.clock = clock;
  }

  Outcome execute(Hold hold) throws StoreAway, Lost, InterruptedException {
    try {
      return switch (hold.command().action()) {
        case Action.CallMethod call -> new MethodCall(service, hub.reader()).execute(call, hold);
        case Action.ChangeSettings change -> settings(change.settings(), hold);
        case Action.UseModels models -> models(models.sha256(), hold);
        case Action.Describe describe -> describe(describe, hold);
      };
    } catch (HubAway away) {
      return Outcome.failed(Sentence.of(Phrase.TWIN_IN_DOUBT, "why", away.getMessage()));
    }
  }

  private Outcome describe(Action.Describe describe, Hold hold) throws HubAway, StoreAway, Lost {
    String machine = hold.command().machine().machine();
    return switch (change(
        hub.reader(), twin -> TwinPatch.describe(machine, describe.description(), twin), hold)) {
      case Changed.No no -> Outcome.failed(no.why());
      case Changed.Yes yes -> Outcome.done(Phrase.TWIN_HAS_IT);
    };
  }

  private Changed change(String module, Function<JsonNode, ObjectNode> patch, Hold hold)
      throws HubAway, StoreAway, Lost {
    Changed changed = new TwinWork(service, module).change(patch, hold);
    if (changed instanceof Changed.Yes yes) {
      copy.take(yes.twin(), clock.millis());
    }
    return changed;
  }

  private Outcome settings(Settings asked, Hold hold)
      throws HubAway, StoreAway, Lost, InterruptedException {
    return switch (change(hub.reader(), twin -> TwinPatch.settings(asked), hold)) {
      case Changed.No no -> Outcome.failed(no.why());
      case Changed.Yes yes ->
          await(hub.reader(), twin -> taken(twin, asked), SETTINGS_PATIENCE, hold);
    };
  }

  private Optional<Outcome> taken(JsonNode twin, Settings asked) {
    if (TwinReader.inUse(twin).includes(asked)) {
      return Optional.of(Outcome.done(Phrase.USES_IT));
    }
    // what it says of other values than those asked is of before
    return TwinReader.reader(twin, 0).refused().values().stream()
        .filter(why -> isAbout(why, asked))
        .findFirst()
        .map(why -> Outcome.failed(Sentence.of(Phrase.REFUSES_IT, "why", why)));
  }

  private static boolean isAbout(String why, Settings asked) {
    return why.contains("=" + asked.intervalMs() + " ")
        || why.contains("=" + asked.batchSize() + " ")
        || why.contains("=" + asked.flushMs() + " ");
  }

  private Outcome models(String sha256, Hold hold)
      throws HubAway, StoreAway, Lost, InterruptedException {
    Optional<ModelSet> models = store.models(sha256);
    if (models.isEmpty()) {
      return Outcome.failed(Phrase.UNKNOWN_MODELS);
    }
    return switch (change(hub.scorer(), twin -> TwinPatch.models(models.get()), hold)) {
      case Changed.No no -> Outcome.failed(no.why());
      case Changed.Yes yes ->
          await(hub.scorer(), twin -> loaded(twin, sha256), MODELS_PATIENCE, hold);
    };
  }

  private static Optional<Outcome> loaded(JsonNode twin, String sha256) {
    if (TwinReader.usesModels(twin, sha256)) {
      return Optional.of(Outcome.done(Phrase.USES_THEM));
    }
    String why = TwinReader.whyNotModels(twin, sha256);
    return why.isEmpty()
        ? Optional.empty()
        : Optional.of(Outcome.failed(Sentence.of(Phrase.REFUSES_THEM, "why", why)));
  }

  /** Looks at the twin until the module reports what came of it. */
  private Outcome await(
      String module, Function<JsonNode, Optional<Outcome>> came, Duration patience, Hold hold)
      throws HubAway, StoreAway, Lost, InterruptedException {
    String device = hold.command().machine().device();
    long end = clock.millis() + patience.toMillis();
    boolean connected = true;
    do {
      hold.say(Sentence.of(Phrase.NOT_SAID_YET));
      if (service.twin(device, module) instanceof HubReply.Ok ok) {
        Optional<Outcome> outcome = came.apply(ok.body());
        connected = TwinReader.isConnected(ok.body());
        if (outcome.isPresent()) {
          copy.take(ok.body(), clock.millis());
          return outcome.get();
        }
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    } while (connected && clock.millis() < end);
    return connected
        ? new Outcome(State.DONE, Sentence.of(Phrase.NOT_SAID, "seconds", patience.toSeconds()), "")
        : Outcome.done(Phrase.TAKEN_LATER);
  }
}
