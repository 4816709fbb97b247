package fettle.drift;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * What a model's training says of each of its signals, and of its score.
 *
 * @param signals by name, in the model's order
 * @param score of windows that were not learned from
 */
public record ModelReference(SequencedMap<String, Reference> signals, Reference score) {

  public ModelReference {
    signals = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(signals));
  }
}
