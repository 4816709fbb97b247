package fettle.ops.dataset;

import fettle.ops.pipeline.Finding;
import fettle.ops.pipeline.Outputs;
import fettle.ops.pipeline.PassingFailure;
import fettle.ops.pipeline.Step;
import fettle.ops.train.workspace.WholeFiles;
import java.io.IOException;
import java.util.Set;

/** Says what has been written, and puts it in its place. */
record ManifestStep(DatasetRun run) implements Step {
  static final String ID = "manifest";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Set<String> needs() {
    return Set.of(WriteStep.ID);
  }

  @Override
  public Finding look(Outputs outputs) throws PassingFailure, IOException, InterruptedException {
    String what = run.out().manifest().toString();
    if (outputs.of(WriteStep.ID, LookingStep.DONE).isEmpty()
        || !Manifest.isOf(run.out(), run.inputs())) {
      return new Finding.Create(what);
    }
    outputs.put("fingerprint", Manifest.fingerprint(run.out()));
    return new Finding.Leave(what);
  }

  @Override
  public void apply(Finding finding, Outputs outputs, Progress progress)
      throws PassingFailure, IOException, InterruptedException {
    DatasetFolder part = run.part();
    Manifest manifest = run.inDatabase(database -> Manifest.of(run, part, database));
    manifest.requireBothSides(run);
    WholeFiles.write(part.manifest(), manifest.bytes());
    part.moveTo(run.out());
    outputs.put("fingerprint", Manifest.fingerprint(run.out()));
    manifest.lines().forEach(progress::say);
  }
}
