package fettle.emulator.edgehub;

import java.time.Duration;

/**
 * How edge hubs keep and deliver.
 *
 * @param maxBytes what each queue (one endpoint and one priority) may hold on disk; beyond it
 *     senders get no acknowledgement until there is room
 * @param ackTimeout after which a module gets a message again that it has not acknowledged
 */
public record EdgeSettings(long maxBytes, Duration ackTimeout) {

  /** 1 GiB for each queue; 30 s, as in IoT Edge. */
  public static final EdgeSettings DEFAULT = new EdgeSettings(1L << 30, Duration.ofSeconds(30));

  public EdgeSettings {
    if (maxBytes < 1) {
      throw new IllegalArgumentException("maxBytes=" + maxBytes + " must be at least 1");
    }
    if (!ackTimeout.isPositive()) {
      throw new IllegalArgumentException("ackTimeout=" + ackTimeout + " must be positive");
    }
  }
}
