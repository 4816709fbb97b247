package fettle.drift.store;

import fettle.drift.Verdict;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * How one machine's readings stand to what a model learned from.
 *
 * @param model {@code name:version}
 * @param windowMs width of a window
 * @param openSince start of the window that is being filled, epoch milliseconds
 * @param openReadings of the score in it; scores are the fewest, so this is a lower bound
 * @param lastTo time of the newest reading sketched
 * @param closed start of the last finished window, -1 before any
 * @param referenceKnown whether the model's reference has come; without it nothing can be compared
 * @param signals by name, in the model's order
 */
public record ModelDrift(
    String model,
    long windowMs,
    long openSince,
    long openReadings,
    long lastTo,
    long closed,
    boolean referenceKnown,
    SequencedMap<String, SignalState> signals,
    SignalState score) {

  public ModelDrift {
    signals = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(signals));
  }

  /** Drifted when anything has; steady when something is and nothing has. */
  public Verdict verdict() {
    if (states().anyMatch(state -> state.verdict() == Verdict.DRIFTED)) {
      return Verdict.DRIFTED;
    }
    return states().anyMatch(state -> state.verdict() == Verdict.STEADY)
        ? Verdict.STEADY
        : Verdict.TOO_FEW_READINGS;
  }

  private Stream<SignalState> states() {
    return Stream.concat(signals.values().stream(), Stream.of(score));
  }
}
