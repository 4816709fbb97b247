package fettle.ops.pipeline;

import fettle.ops.Failure;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Runs pipelines of one environment, or says what a run would do. A step that fails does not stop
 * the branches that do not need it.
 */
public final class PipelineRunner {
  private final Journal journal;
  private final Redaction redaction;
  private final Retries retries;
  private final InstantSource clock;

  public PipelineRunner(
      Journal journal, Redaction redaction, Retries retries, InstantSource clock) {
    this.journal = journal;
    this.redaction = redaction;
    this.retries = retries;
    this.clock = clock;
  }

  /**
   * What a run is about.
   *
   * @param inputs fingerprint of everything that decides what the steps do
   */
  public record Request(String environment, String target, String inputs) {}

  /**
   * What a run would do, by step, in the pipeline's order; nothing is written anywhere.
   *
   * @throws Failure when a step cannot even look
   */
  public Map<String, Finding> plan(Pipeline pipeline, Request request) throws InterruptedException {
    PlanOutputs outputs = new PlanOutputs(earlierOutputs(pipeline, request));
    Map<String, Finding> findings = new LinkedHashMap<>();
    for (Step step : pipeline.steps()) {
      Finding finding = lookPatiently(step, outputs.of(step));
      if (finding instanceof Finding.Create) {
        outputs.forget(step);
      }
      findings.put(step.id(), redaction.clean(finding));
    }
    return findings;
  }

  private Finding lookPatiently(Step step, Outputs outputs) throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        return step.look(outputs);
      } catch (PassingFailure e) {
        if (attempt >= retries.attempts()) {
          throw new Failure(step.id() + ": " + redaction.clean(e.getMessage()), e);
        }
        Thread.sleep(retries.waitAfter(attempt, e));
      } catch (Failure e) {
        throw new Failure(redaction.clean(e.getMessage()), e);
      } catch (IOException e) {
        throw new Failure(step.id() + ": " + redaction.clean(e.toString()), e);
      }
    }
  }

  /**
   * Runs a pipeline to its end; what became of each step is in the result.
   *
   * @throws Failure when another process runs it, or its journal cannot be written
   */
  public RunState run(Pipeline pipeline, Request request, RunListener listener) {
    try (PipelineLocks.Hold held = journal.hold(pipeline.name());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      RunState begin =
          Execution.begin(pipeline, request, earlierOutputs(pipeline, request), clock.instant());
      Execution execution = new Execution(journal, redaction, retries, clock, listener, begin);
      Map<String, CompletableFuture<Boolean>> done = new HashMap<>();
      for (Step step : pipeline.steps()) {
        done.put(step.id(), after(step, done, execution, threads));
      }
      CompletableFuture.allOf(done.values().toArray(CompletableFuture[]::new)).join();
      return execution.end();
    } catch (CompletionException e) {
      if (e.getCause() instanceof Failure failure) {
        throw failure;
      }
      throw e;
    }
  }

  /** Begins a step once all that it needs have ended. */
  private static CompletableFuture<Boolean> after(
      Step step,
      Map<String, CompletableFuture<Boolean>> done,
      Execution execution,
      ExecutorService threads) {
    Map<String, CompletableFuture<Boolean>> needs = new LinkedHashMap<>();
    step.needs().forEach(need -> needs.put(need, done.get(need)));
    return CompletableFuture.allOf(needs.values().toArray(CompletableFuture[]::new))
        .thenApplyAsync(
            ended ->
                needs.entrySet().stream()
                    .filter(need -> !need.getValue().join())
                    .findFirst()
                    .map(lacking -> execution.skip(step, lacking.getKey()))
                    .orElseGet(() -> execution.run(step)),
            threads);
  }

  /** What a run that was broken off recorded, when it had been asked for the same. */
  private Map<String, Map<String, String>> earlierOutputs(Pipeline pipeline, Request request) {
    return journal
        .newest(pipeline.name())
        .filter(run -> !run.succeeded() && run.inputs().equals(request.inputs()))
        .map(RunState::outputs)
        .orElse(Map.of());
  }
}
