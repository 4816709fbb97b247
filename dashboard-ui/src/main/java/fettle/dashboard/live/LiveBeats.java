package fettle.dashboard.live;

import fettle.dashboard.store.BeatStore;
import fettle.dashboard.store.Beats;
import fettle.telemetry.store.StreamInfo;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;

/** The gateways' signs of life as long as somebody looks. On the loop alone. */
@ApplicationScoped
public class LiveBeats {
  private final BeatStore store;
  private final Refreshed<Beats> beats;

  LiveBeats(BeatStore store, LiveLoop loop, InstantSource clock) {
    this.store = store;
    this.beats = new Refreshed<>("the gateways' signs of life", Beats.NONE, loop, clock);
  }

  /** As they were read last. */
  Beats current() {
    return beats.current();
  }

  /** Reads them, unless they were read just now. */
  void refresh(StreamInfo stream) {
    beats.refresh(() -> store.read(stream));
  }
}
