package fettle.ops.dataset;

import fettle.ops.pipeline.Finding;
import fettle.ops.pipeline.Outputs;
import fettle.ops.pipeline.PassingFailure;
import fettle.ops.pipeline.Step;
import java.io.IOException;
import java.util.Set;

/**
 * A step that decides and makes nothing: its finding says what was decided. While the step before
 * it would still have to be made, it cannot tell.
 *
 * @param needs the one step before it
 * @param unknown what to say when it cannot tell
 */
record LookingStep(String id, String before, String unknown, Decision decision) implements Step {
  static final String DONE = "done";

  /** What is decided, in words. */
  @FunctionalInterface
  interface Decision {
    String words() throws PassingFailure, IOException, InterruptedException;
  }

  @Override
  public Set<String> needs() {
    return Set.of(before);
  }

  @Override
  public Finding look(Outputs outputs) throws PassingFailure, IOException, InterruptedException {
    if (outputs.of(before, DONE).isEmpty()) {
      return new Finding.Create(unknown);
    }
    String words = decision.words();
    outputs.put(DONE, "true");
    return new Finding.Leave(words);
  }

  @Override
  public void apply(Finding finding, Outputs outputs, Progress progress) {
    throw new IllegalStateException(id + " has nothing to make");
  }
}
