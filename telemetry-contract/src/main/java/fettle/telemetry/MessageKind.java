package fettle.telemetry;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a message is, as told by its application property {@value #PROPERTY}. */
public enum MessageKind {
  /** Readings, not scored. */
  TELEMETRY,
  /** Readings that passed the inference module. */
  SCORED,
  /** A message that an edge module could not use, with the reason ({@link EdgeRejection}). */
  REJECTED,
  /** A summary of distributions for drift detection. */
  SKETCH;

  /** Name of the application property that carries the kind. */
  public static final String PROPERTY = "kind";

  private static final Map<String, MessageKind> BY_WIRE =
      Stream.of(values()).collect(Collectors.toUnmodifiableMap(MessageKind::wire, kind -> kind));

  /** The property's value on the wire. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind with this wire value; empty for a value nobody has defined. */
  public static Optional<MessageKind> fromWire(String value) {
    return Optional.ofNullable(BY_WIRE.get(value));
  }
}
