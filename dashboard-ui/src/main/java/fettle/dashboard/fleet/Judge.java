package fettle.dashboard.fleet;

import fettle.dashboard.config.DashboardConfig;
import fettle.dashboard.store.Beats;
import fettle.telemetry.machine.MachineDescription;
import fettle.telemetry.store.MachineState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/** Judges machine states by the configured rules. */
@ApplicationScoped
public class Judge {
  private final Presence presence;
  private final HopStrip strip;
  private final long gatewayForgivenMs;
  private final Map<String, String> units;

  @Inject
  Judge(DashboardConfig config) {
    this(
        new Presence(config.presence().slack().toMillis(), config.presence().unknown().toMillis()),
        new HopStrip(config.hops().slow().toMillis(), config.hops().clock().toMillis()),
        config.hops().gateway().toMillis(),
        Map.copyOf(config.units()));
  }

  Judge(Presence presence, HopStrip strip, long gatewayForgivenMs, Map<String, String> units) {
    this.presence = presence;
    this.strip = strip;
    this.gatewayForgivenMs = gatewayForgivenMs;
    this.units = units;
  }

  /**
   * The machine as it is at this time, epoch milliseconds; while its gateway is silent, as it was
   * when that wrote last.
   *
   * @param description what it is called
   */
  public MachineView view(
      MachineState state, Beats beats, MachineDescription description, long now) {
    OptionalLong silentSince = silentSince(state, beats);
    boolean online = presence.isOnline(state, silentSince.orElse(now));
    return MachineView.of(
        state,
        Condition.of(state, online),
        online,
        presence.forgivenMs(state),
        silentSince.isPresent() ? silentSince.getAsLong() : null,
        strip.of(state, stuck(online, silentSince.isPresent())),
        description,
        units(state.signals(), description));
  }

  private static HopStrip.Stuck stuck(boolean online, boolean gatewaySilent) {
    if (gatewaySilent) {
      return HopStrip.Stuck.GATEWAY;
    }
    return online ? HopStrip.Stuck.NOWHERE : HopStrip.Stuck.EDGE_TO_HUB;
  }

  /** The machine's condition alone. */
  Condition condition(MachineState state, Beats beats, long now) {
    return Condition.of(state, presence.isOnline(state, silentSince(state, beats).orElse(now)));
  }

  /** Since when its gateway has been silent, epoch milliseconds; empty when that is not so. */
  OptionalLong silentSince(MachineState state, Beats beats) {
    return beats.silentSince(state.partition(), gatewayForgivenMs);
  }

  /** The hops of its newest batch alone. */
  List<Hop> hops(MachineState state) {
    return strip.of(state, HopStrip.Stuck.NOWHERE);
  }

  /** As described; else those of signals of this name, as configured. */
  private List<String> units(List<String> signals, MachineDescription description) {
    String[] found = new String[signals.size()];
    for (int i = 0; i < found.length; i++) {
      String described = description.signal(signals.get(i)).unit();
      found[i] =
          described.isEmpty()
              ? units.get(signals.get(i).toLowerCase(Locale.ROOT).replace(' ', '-'))
              : described;
    }
    return Collections.unmodifiableList(Arrays.asList(found));
  }
}
