package fettle.gateway.notify;

/** What is to be told to one endpoint. */
public record Notice(String endpoint, Event event) {
  private static final char SEPARATOR = '|';

  /** What it is known by among all that wait together. */
  public String field() {
    return endpoint + SEPARATOR + event.id();
  }

  /** The event as JSON, as it waits in the store. */
  public String json() {
    return switch (event) {
      case AlarmEvent alarm -> AlarmEventCodec.encode(alarm);
      case HubEvent hub -> HubEventCodec.encode(hub);
    };
  }

  /** The endpoint that a {@link #field} is of. */
  public static String endpointOf(String field) {
    return field.substring(0, Math.max(0, field.indexOf(SEPARATOR)));
  }
}
