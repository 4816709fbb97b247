package fettle.drift.store;

import fettle.drift.Verdict;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * A finished window in the course of drift: a field's value at {@code StoreKeys.driftCourse}. The
 * fields are places in a ring; readers put the points in the order of {@code from}.
 *
 * @param from start of the window, epoch milliseconds
 * @param signals by name
 */
public record DriftPoint(long from, SequencedMap<String, Values> signals, Values score) {

  /**
   * What the comparison of the window, together with those before it that said too little alone,
   * came to.
   *
   * @param readings compared
   * @param psi population stability index, NaN where nothing could be compared; so the others
   */
  public record Values(Verdict verdict, long readings, double psi, double ks, double js) {}

  public DriftPoint {
    signals = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(signals));
  }
}
