package fettle.dashboard.fleet;

import com.fasterxml.jackson.annotation.JsonValue;
import fettle.telemetry.store.MachineState;
import java.util.Locale;
import java.util.Optional;

/** How a machine is, the one to look at first first. */
public enum Condition {
  /** Online, and its newest scored reading is anomalous. */
  ANOMALOUS,
  /** Silent for longer than its own cadence explains. */
  OFFLINE,
  /** Online, but nothing of it is scored: no model, or its window is not full yet. */
  UNSCORED,
  /** Online, and its newest scored reading is not anomalous. */
  NORMAL;

  static Condition of(MachineState state, boolean online) {
    if (!online) {
      return OFFLINE;
    }
    if (state.counters().scored() == 0 || state.model().isEmpty()) {
      return UNSCORED;
    }
    return state.anomalous() ? ANOMALOUS : NORMAL;
  }

  /** The name in JSON and URLs. */
  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The condition with this {@link #wire} name. */
  static Optional<Condition> of(String wire) {
    for (Condition condition : values()) {
      if (condition.wire().equals(wire)) {
        return Optional.of(condition);
      }
    }
    return Optional.empty();
  }
}
