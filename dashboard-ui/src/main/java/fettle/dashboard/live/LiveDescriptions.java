package fettle.dashboard.live;

import fettle.dashboard.store.DescriptionStore;
import fettle.dashboard.store.Descriptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;

/** What machines are called, as long as somebody looks. On the loop alone. */
@ApplicationScoped
public class LiveDescriptions {
  private final DescriptionStore store;
  private final Refreshed<Descriptions> descriptions;

  LiveDescriptions(DescriptionStore store, LiveLoop loop, InstantSource clock) {
    this.store = store;
    this.descriptions = new Refreshed<>("what machines are called", Descriptions.NONE, loop, clock);
  }

  /** As they were read last. */
  Descriptions current() {
    return descriptions.current();
  }

  /** Reads them, unless they were read just now. */
  void refresh() {
    descriptions.refresh(store::read);
  }
}
