package fettle.gateway.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fettle.gateway.hub.HubAway;
import fettle.gateway.hub.HubReply;
import fettle.gateway.hub.HubService;
import fettle.gateway.store.StoreAway;
import fettle.telemetry.command.Action;
import fettle.telemetry.command.Phrase;
import fettle.telemetry.command.Progress.State;
import fettle.telemetry.command.Sentence;
import java.time.Duration;

/** Calls a direct method, once. */
final class MethodCall {
  /** Less than the hub's own limit of time. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int LONGEST_RESULT = 4_000;
  private static final int LONGEST_REASON = 500;
  private static final int GATEWAY_TIMEOUT = 504;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HubService hub;
  private final String module;

  MethodCall(HubService hub, String module) {
    this.hub = hub;
    this.module = module;
  }

  Outcome execute(Action.CallMethod call, Hold hold) throws StoreAway, Lost {
    String device = hold.command().machine().device();
    JsonNode payload;
    try {
      payload = JSON.readTree(call.payload());
    } catch (JsonProcessingException e) {
      return Outcome.failed(Phrase.NO_JSON);
    }
    hold.say(Sentence.of(Phrase.CALLS, "method", call.method(), "module", module));
    try {
      return switch (hub.call(device, module, call.method(), payload, PATIENCE)) {
        case HubReply.Ok ok -> answered(ok.body());
        case HubReply.Refused refused ->
            new Outcome(
                refused.status() == GATEWAY_TIMEOUT ? State.UNKNOWN : State.FAILED,
                refused.sentence(module, device),
                "");
      };
    } catch (HubAway away) {
      // it may have reached the module
      return new Outcome(State.UNKNOWN, Sentence.of(Phrase.IN_DOUBT, "why", away.getMessage()), "");
    }
  }

  private Outcome answered(JsonNode answer) {
    int status = answer.path("status").asInt();
    JsonNode payload = answer.path("payload");
    String result = payload.isMissingNode() || payload.isNull() ? "" : payload.toString();
    String shown = result.length() > LONGEST_RESULT ? "" : result;
    if (status / 100 == 2) {
      return new Outcome(State.DONE, Sentence.of(Phrase.ANSWERED), shown);
    }
    String why = payload.path("error").asText("");
    String reason = why.substring(0, Math.min(LONGEST_REASON, why.length()));
    return new Outcome(
        State.FAILED,
        why.isEmpty()
            ? Sentence.of(Phrase.ANSWERED_WITH, "module", module, "status", status)
            : Sentence.of(Phrase.REFUSED, "module", module, "why", reason),
        shown);
  }
}
