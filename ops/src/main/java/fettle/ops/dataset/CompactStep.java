package fettle.ops.dataset;

import fettle.ops.Failure;
import fettle.ops.lake.Compaction;
import fettle.ops.lake.CompactionResult;
import fettle.ops.lake.DueBlobs;
import fettle.ops.pipeline.Finding;
import fettle.ops.pipeline.Outputs;
import fettle.ops.pipeline.PassingFailure;
import fettle.ops.pipeline.Step;
import java.io.IOException;
import java.util.Set;

/** Takes what is new in the lake into its store. */
record CompactStep(DatasetRun run) implements Step {
  static final String ID = "compact";
  static final String DONE = "done";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Set<String> needs() {
    return Set.of();
  }

  private Compaction compaction() {
    return new Compaction(run.lake(), run.store(), run.compaction());
  }

  @Override
  public Finding look(Outputs outputs) throws PassingFailure, IOException, InterruptedException {
    DueBlobs blobs = compaction().look();
    if (blobs.listed() == 0 && run.store().partitions().isEmpty()) {
      throw new Failure(
          run.lake().place()
              + " holds no blob (.avro or .json); is it the lake, and has the hub's storage route"
              + " written anything yet?");
    }
    if (blobs.due() == 0) {
      outputs.put(DONE, "true");
      return new Finding.Leave(
          "%,d blobs of %s, all read".formatted(blobs.listed(), run.lake().place()));
    }
    return new Finding.Create(
        "readings of %,d new blobs (%,d MB; %,d in all) of %s in %s"
            .formatted(
                blobs.due(),
                blobs.bytes() >> 20,
                blobs.listed(),
                run.lake().place(),
                run.store().folder()));
  }

  @Override
  public void apply(Finding finding, Outputs outputs, Progress progress)
      throws PassingFailure, IOException, InterruptedException {
    CompactionResult result = compaction().run(progress::say);
    progress.say(result.toString());
    outputs.put("result", result.toString());
    outputs.put(DONE, "true");
  }
}
