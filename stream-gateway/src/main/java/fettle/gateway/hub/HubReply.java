package fettle.gateway.hub;

import com.fasterxml.jackson.databind.JsonNode;

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
    public String words(String module, String device) {
      return switch (status) {
        case NOT_FOUND ->
            code.equals("DeviceNotOnline")
                ? "The module %s of %s is not connected to the hub.".formatted(module, device)
                : "The hub has no module %s on a device %s.".formatted(module, device);
        case GATEWAY_TIMEOUT ->
            "The module %s of %s did not answer in time; it may have done it or not."
                .formatted(module, device);
        case 401, 403 ->
            "The hub refuses the gateway's sign-in; it needs the role IoT Hub Data Contributor, or"
                + " a key that may connect to services.";
        case TOO_MANY -> "The hub is asked too much at present; ask again in a minute.";
        case TOO_LARGE ->
            "The twin of %s on %s has no room for that: a module's tags hold 8 KB, its desired properties 32 KB."
                .formatted(module, device);
        case PRECONDITION_FAILED ->
            "Somebody else changed the twin of %s on %s meanwhile; look, and ask again."
                .formatted(module, device);
        default -> "The hub answered %d%s.".formatted(status, said());
      };
    }

    private String said() {
      return message.isEmpty() ? "" : ": " + message;
    }
  }
}
