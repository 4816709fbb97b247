package fettle.ops.train.compare;

import fettle.ops.train.compare.Evidence.Block;
import fettle.ops.train.reference.Evaluation;
import fettle.recording.Recording;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the rows that both models score into blocks that are longer than neighbouring rows resemble
 * each other: several windows. What is left over is not in them.
 */
final class Blocks {
  private static final int WINDOWS = 4;
  private static final int LEAST_ROWS = 100;

  private Blocks() {}

  static List<Block> of(Recording recording, ScoredRows candidate, ScoredRows inUse) {
    List<Block> blocks = new ArrayList<>();
    int length = length(candidate, inUse);
    Evaluation ours = Evaluation.NONE;
    Evaluation theirs = Evaluation.NONE;
    for (int row = 0; row < recording.rows(); row++) {
      if (candidate.has(row) && inUse.has(row)) {
        boolean labelled = recording.anomalous() != null && recording.anomalous()[row];
        ours = ours.count(labelled, candidate.flagged()[row]);
        theirs = theirs.count(labelled, inUse.flagged()[row]);
        if (ours.rows() == length) {
          blocks.add(new Block(ours, theirs));
          ours = Evaluation.NONE;
          theirs = Evaluation.NONE;
        }
      }
    }
    return blocks;
  }

  private static int length(ScoredRows candidate, ScoredRows inUse) {
    int window = Math.max(window(candidate), window(inUse));
    return Math.max(LEAST_ROWS, WINDOWS * window);
  }

  private static int window(ScoredRows rows) {
    return rows.windows() == null ? 0 : rows.windows().length();
  }
}
