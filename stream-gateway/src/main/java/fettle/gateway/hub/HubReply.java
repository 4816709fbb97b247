package fettle.gateway.hub;

import com.fasterxml.jackson.databind.JsonNode;
import fettle.telemetry.command.Phrase;
import fettle.telemetry.command.Sentence;

/** What the hub answers. */
public sealed interface HubReply {

  /**
   * It did what was asked.
   *
   * @param body JSON; missing when there was none
   * @param continuation where a query's next page begins; empty when there is none
   */
  record Ok(JsonNode body, String continuation) implements HubReply {}

  /**
   * It did not.
   *
   * @param status of HTTP
   * @param code such as {@code DeviceNotOnline}; empty when it says none
   * @param message its own words, for a log
   */
  record Refused(int status, String code, String message) implements HubReply {
    private static final int NOT_FOUND = 404;
    private static final int PRECONDITION_FAILED = 412;
    private static final int TOO_MANY = 429;
    private static final int GATEWAY_TIMEOUT = 504;
    private static final int TOO_LARGE = 413;

    /** Whether somebody else changed the twin since its etag was read. */
    public boolean isStale() {
      return status == PRECONDITION_FAILED;
    }

    /** Whether there is no such device or module. */
    public boolean isUnknown() {
      return status == NOT_FOUND && !code.equals("DeviceNotOnline");
    }

    /**
     * A sentence for a person.
     *
     * @param module asked for
     * @param device its device
     */
    public Sentence sentence(String module, String device) {
      return switch (status) {
        case NOT_FOUND ->
            about(
                code.equals("DeviceNotOnline") ? Phrase.NOT_CONNECTED : Phrase.NO_MODULE,
                module,
                device);
        case GATEWAY_TIMEOUT -> about(Phrase.NO_ANSWER, module, device);
        case 401, 403 -> Sentence.of(Phrase.SIGN_IN_REFUSED);
        case TOO_MANY -> Sentence.of(Phrase.HUB_BUSY);
        case TOO_LARGE -> about(Phrase.TWIN_FULL, module, device);
        case PRECONDITION_FAILED -> about(Phrase.TWIN_CHANGED, module, device);
        default ->
            message.isEmpty()
                ? Sentence.of(Phrase.HUB_ANSWERED, "status", status)
                : Sentence.of(Phrase.HUB_SAID, "status", status, "message", message);
      };
    }

    private static Sentence about(Phrase phrase, String module, String device) {
      return Sentence.of(phrase, "module", module, "device", device);
    }

    /** The same in English. */
    public String words(String module, String device) {
      return sentence(module, device).words();
    }
  }
}
