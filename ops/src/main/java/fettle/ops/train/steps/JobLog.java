package fettle.ops.train.steps;

import fettle.ops.pipeline.Outputs;
import fettle.ops.pipeline.PassingFailure;
import fettle.ops.pipeline.Step;
import fettle.ops.train.workspace.LogPiece;
import fettle.ops.train.workspace.ModelWorkspace;
import java.io.IOException;

/** Shows a job's log as it grows; where it stopped reading is kept for a later run. */
final class JobLog {
  private static final String OFFSET = "shown";

  /** A job that floods its log must not keep the pipeline from asking how it is. */
  private static final int MOST_PIECES = 16;

  private final ModelWorkspace workspace;
  private final String job;
  private final Outputs outputs;
  private final Step.Progress progress;
  private String lastLine = "";

  JobLog(ModelWorkspace workspace, String job, Outputs outputs, Step.Progress progress) {
    this.workspace = workspace;
    this.job = job;
    this.outputs = outputs;
    this.progress = progress;
  }

  /** Shows what is new. */
  void show(boolean last) throws PassingFailure, IOException, InterruptedException {
    // the name goes with the offset: another attempt has another log
    String key = OFFSET + " " + job;
    long offset = outputs.own(key).map(Long::parseLong).orElse(0L);
    for (int pieces = 0; pieces < MOST_PIECES; pieces++) {
      LogPiece piece = workspace.log(job, offset, last);
      if (piece.next() == offset) {
        return;
      }
      piece.text().lines().filter(line -> !line.isBlank()).forEach(this::say);
      offset = piece.next();
      outputs.put(key, Long.toString(offset));
    }
  }

  private void say(String line) {
    lastLine = line.strip();
    progress.say(line);
  }

  /** The last line that was shown, to be put after a sentence; empty when there was none. */
  String lastLine() {
    return lastLine.isEmpty() ? "" : "; its log ends: " + lastLine;
  }
}
