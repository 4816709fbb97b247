package fettle.ops.environment;

import fettle.ops.pipeline.Finding;
import fettle.ops.pipeline.Journal;
import fettle.ops.pipeline.Outputs;
import fettle.ops.pipeline.Pipeline;
import fettle.ops.pipeline.PipelineRunner;
import fettle.ops.pipeline.Redaction;
import fettle.ops.pipeline.Retries;
import fettle.ops.pipeline.Step;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs of pipelines that record values and do nothing else. */
public final class RecordedRuns {
  private RecordedRuns() {}

  private record Recording(Recorded recorded, String value) implements Step {
    @Override
    public String id() {
      return recorded.step();
    }

    @Override
    public Set<String> needs() {
      return Set.of();
    }

    @Override
    public Finding look(Outputs outputs) {
      outputs.put(recorded.output(), value);
      return new Finding.Leave(value);
    }

    @Override
    public void apply(Finding finding, Outputs outputs, Progress progress) {}
  }

  /**
   * Runs one.
   *
   * @param state folder of an environment's target
   */
  public static void write(Path state, String pipeline, Map<Recorded, String> values) {
    List<Step> steps =
        values.entrySet().stream()
            .<Step>map(value -> new Recording(value.getKey(), value.getValue()))
            .toList();
    new PipelineRunner(
            new Journal(state.resolve("runs")),
            new Redaction(),
            Retries.DEFAULT,
            InstantSource.system())
        .run(
            new Pipeline(pipeline, steps),
            new PipelineRunner.Request("plant-a", "azure", pipeline + values),
            event -> {});
  }
}
