package fettle.ops.train.reference;

import java.util.SortedMap;

/** A way of learning. It draws no random numbers that are not seeded, and looks at no clock. */
public interface Learner {

  /** As it is called on the command line. */
  String name();

  /**
   * Everything that is set and not learned, by name: with the name it says how a model came to be.
   */
  SortedMap<String, String> parameters();

  /** Readings in a window unless told otherwise. */
  int defaultWindow();

  /** Whether it learns from rows labelled healthy and anomalous rather than from healthy rows. */
  boolean needsLabels();

  /** Learns from data that {@link RecordingChecks} has let pass. */
  Learned learn(TrainingData data);
}
