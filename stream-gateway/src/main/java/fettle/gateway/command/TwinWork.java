package fettle.gateway.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.gateway.hub.HubAway;
import fettle.gateway.hub.HubReply;
import fettle.gateway.hub.HubService;
import fettle.gateway.machine.TwinPatch;
import fettle.gateway.machine.TwinReader;
import fettle.gateway.store.StoreAway;
import fettle.telemetry.command.Phrase;
import fettle.telemetry.command.Sentence;
import java.util.function.Function;

/**
 * Changes a module's twin, as it was read just before: the change names the etag that it had. One
 * that an earlier gateway may have done is not done over what somebody else did since.
 */
final class TwinWork {
  private static final int MOST_TRIES = 5;

  private final HubService hub;
  private final String module;

  TwinWork(HubService hub, String module) {
    this.hub = hub;
    this.module = module;
  }

  /** What became of a change. */
  sealed interface Changed {
    /** The twin as it is now, with the change in it. */
    record Yes(JsonNode twin) implements Changed {}

    /** It is not changed. */
    record No(Sentence why) implements Changed {}
  }

  /**
   * @param patch made for the twin as it is
   */
  Changed change(Function<JsonNode, ObjectNode> patch, Hold hold) throws HubAway, StoreAway, Lost {
    String device = hold.command().machine().device();
    String earlier = hold.earlierEtag();
    HubReply.Refused last = null;
    for (int i = 0; i < MOST_TRIES; i++) {
      hold.say(Sentence.of(Phrase.READS_TWIN, "module", module));
      switch (hub.twin(device, module)) {
        case HubReply.Refused refused -> {
          return new Changed.No(refused.sentence(module, device));
        }
        case HubReply.Ok read -> {
          JsonNode twin = read.body();
          ObjectNode wanted = patch.apply(twin);
          if (TwinPatch.isDone(wanted, twin)) {
            return new Changed.Yes(twin);
          }
          if (!earlier.isEmpty() && !earlier.equals(TwinReader.etag(twin))) {
            return new Changed.No(Sentence.of(Phrase.CHANGED_SINCE));
          }
          hold.say(Sentence.of(Phrase.CHANGES_TWIN, "module", module), TwinReader.etag(twin));
          switch (hub.patchTwin(device, module, wanted, TwinReader.etag(twin))) {
            case HubReply.Ok changed -> {
              return new Changed.Yes(changed.body());
            }
            case HubReply.Refused refused when refused.isStale() -> last = refused;
            case HubReply.Refused refused -> {
              return new Changed.No(refused.sentence(module, device));
            }
          }
        }
      }
      earlier = ""; // from here on it is known what this gateway did
    }
    return new Changed.No(last.sentence(module, device));
  }
}
