package fettle.ops.local;

import fettle.ops.pipeline.Finding;
import fettle.ops.pipeline.Outputs;
import fettle.ops.pipeline.Step;
import fettle.ops.process.Readiness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * A part that the runtime brings up by itself does its work.
 *
 * @param what the part and where it is
 * @param log for a person when it does not
 */
public record ReadyStep(
    String id, Set<String> needs, String what, Path log, RuntimeHost host, Readiness ready)
    implements Step {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  @Override
  public Finding look(Outputs outputs) throws InterruptedException {
    return host.running().isPresent() && ready.isReady()
        ? new Finding.Leave(what)
        : new Finding.Create(what);
  }

  @Override
  public void apply(Finding finding, Outputs outputs, Progress progress)
      throws InterruptedException {
    Waiting.until(ready, host, LIMIT, what, log.toString());
  }
}
