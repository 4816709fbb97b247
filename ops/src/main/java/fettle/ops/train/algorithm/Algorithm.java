package fettle.ops.train.algorithm;

import fettle.ops.train.labelled.LogisticLearner;
import fettle.ops.train.labelled.TreesLearner;
import fettle.ops.train.levels.LevelsLearner;
import fettle.ops.train.reference.Learner;
import fettle.ops.train.reference.PcaLearner;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The ways of learning, each once. */
public enum Algorithm {
  /** T² and Q over principal components. */
  PCA(new PcaLearner()),
  /** Levels with limits that reckon with drift. */
  LEVELS(new LevelsLearner()),
  /** Logistic regression; needs labels. */
  LOGISTIC(new LogisticLearner()),
  /** Gradient-boosted trees; need labels. */
  TREES(new TreesLearner());

  private final Learner learner;

  Algorithm(Learner learner) {
    this.learner = learner;
  }

  public Learner learner() {
    return learner;
  }

  /** As it is called on the command line. */
  @Override
  public String toString() {
    return learner.name();
  }

  public static List<String> names() {
    return Arrays.stream(values()).map(Algorithm::toString).toList();
  }

  public static Optional<Algorithm> of(String name) {
    return Arrays.stream(values())
        .filter(algorithm -> algorithm.toString().equals(name))
        .findFirst();
  }
}
