package fettle.gateway.machine;

import fettle.gateway.hub.Hub;
import fettle.gateway.store.TwinStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** Makes copies of twins without the platform. */
public final class TwinCopies {
  private TwinCopies() {}

  public static TwinCopy of(Hub hub, TwinStore store) {
    return new TwinCopy(hub, store, new SimpleMeterRegistry());
  }
}
