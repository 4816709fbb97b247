package fettle.dashboard.fleet;

import fettle.dashboard.config.DashboardConfig;
import fettle.telemetry.store.MachineState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Judges machine states by the configured rules. */
@ApplicationScoped
public class Judge {
  private final Presence presence;
  private final HopStrip strip;
  private final Map<String, String> units;

  @Inject
  Judge(DashboardConfig config) {
    this(
        new Presence(config.presence().slack().toMillis(), config.presence().unknown().toMillis()),
        new HopStrip(config.hops().slow().toMillis(), config.hops().clock().toMillis()),
        Map.copyOf(config.units()));
  }

  Judge(Presence presence, HopStrip strip, Map<String, String> units) {
    this.presence = presence;
    this.strip = strip;
    this.units = units;
  }

  /** The machine as it is at this time, epoch milliseconds. */
  public MachineView view(MachineState state, long now) {
    boolean online = presence.isOnline(state, now);
    return MachineView.of(
        state,
        Condition.of(state, online),
        online,
        presence.forgivenMs(state),
        strip.of(state, online),
        units(state.signals()));
  }

  /** The machine's condition alone. */
  Condition condition(MachineState state, long now) {
    return Condition.of(state, presence.isOnline(state, now));
  }

  /** Its hops alone. */
  List<Hop> hops(MachineState state, boolean online) {
    return strip.of(state, online);
  }

  private List<String> units(List<String> signals) {
    String[] found = new String[signals.size()];
    for (int i = 0; i < found.length; i++) {
      found[i] = units.get(signals.get(i).toLowerCase(Locale.ROOT).replace(' ', '-'));
    }
    return Collections.unmodifiableList(Arrays.asList(found));
  }
}
