package fettle.ops.retrain;

import fettle.ops.retrain.ModelHealth.Drifted;
import fettle.ops.retrain.ModelHealth.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a retraining is due. Pure: what is known goes in, a reason comes out.
 *
 * @param section with at least one of its two conditions
 */
record RetrainRule(RetrainSection section) {

  /**
   * Why to learn again now; empty = no reason.
   *
   * @param models in use
   * @param newest when the newest training or data set began; empty = never
   */
  Optional<String> reason(List<State> models, Optional<Instant> newest, Instant now) {
    Duration interval = Duration.parse(section.minimumInterval());
    if (newest.filter(began -> now.isBefore(began.plus(interval))).isPresent()) {
      return Optional.empty();
    }
    List<State> inOrder = models.stream().sorted(Comparator.comparing(State::model)).toList();
    return inOrder.stream()
        .flatMap(state -> drift(state, now).stream())
        .findFirst()
        .or(() -> inOrder.stream().flatMap(state -> precision(state).stream()).findFirst());
  }

  /** The signal that has been drifting longest stands for all. */
  private Optional<String> drift(State state, Instant now) {
    if (section.onDrift() == null) {
      return Optional.empty();
    }
    Duration limit = Duration.parse(section.onDrift());
    return state.drifted().stream()
        .filter(signal -> !now.isBefore(signal.since().plus(limit)))
        .min(Comparator.comparing(Drifted::since).thenComparing(Drifted::signal))
        .map(signal -> "drift of %s on %s".formatted(signal.signal(), state.model()));
  }

  private Optional<String> precision(State state) {
    long judged = state.confirmed() + state.dismissed();
    if (section.onPrecision() == null || judged < section.judgedAlarms()) {
      return Optional.empty();
    }
    double precision = (double) state.confirmed() / judged;
    return precision < section.onPrecision()
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "%s: %d of %d alarms confirmed",
                state.model(),
                state.confirmed(),
                judged))
        : Optional.empty();
  }
}
