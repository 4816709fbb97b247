package fettle.gateway.notify;

/** What is to be told to one endpoint. */
public record Notice(String endpoint, AlarmEvent event) {
  private static final char SEPARATOR = '|';

  /** What it is known by among all of a partition. */
  public String field() {
    return endpoint + SEPARATOR + event.id();
  }

  /** The endpoint that a {@link #field} is of. */
  public static String endpointOf(String field) {
    return field.substring(0, Math.max(0, field.indexOf(SEPARATOR)));
  }
}
