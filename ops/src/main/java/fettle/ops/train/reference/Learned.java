package fettle.ops.train.reference;

import java.util.SortedMap;

/** What a {@link Learner} came to. */
public sealed interface Learned {

  /**
   * @param windows learned from
   * @param heldOut what the windows score when they are not learned from, in the order of time
   * @param heldOutLabels whether each of those is anomalous; all false where no labels are needed
   * @param judged the same with what was made of them; {@link JudgedRows#NONE} where no labels are
   *     needed
   * @param metrics by name, for the model's metadata and card
   * @param summary for a person, such as {@code 5 components}
   */
  record Fit(
      ScoringModel model,
      int windows,
      double[] heldOut,
      boolean[] heldOutLabels,
      JudgedRows judged,
      SortedMap<String, Double> metrics,
      String summary)
      implements Learned {}

  /**
   * There is nothing to be learned.
   *
   * @param problem a sentence without the file that says why, and the way out
   */
  record Unlearnable(String problem) implements Learned {}
}
