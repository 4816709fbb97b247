package fettle.sensor.delivery;

import fettle.sensor.buffer.Entry;
import io.smallrye.mutiny.Uni;

/** Takes messages away. */
@FunctionalInterface
public interface Outlet {
  /** Completes when the message is acknowledged; fails if that is not known. */
  Uni<Void> send(Entry entry);
}
