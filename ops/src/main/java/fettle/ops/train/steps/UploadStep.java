package fettle.ops.train.steps;

import fettle.ops.Failure;
import fettle.ops.csv.ReadResult;
import fettle.ops.csv.RecordingReader;
import fettle.ops.pipeline.Finding;
import fettle.ops.pipeline.Outputs;
import fettle.ops.pipeline.PassingFailure;
import fettle.ops.pipeline.Step;
import fettle.ops.train.workspace.Dataset;
import fettle.ops.train.workspace.ModelWorkspace;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** Puts the recordings into the workspace, once each of them has been read without a fault. */
record UploadStep(TrainingInput input, ModelWorkspace workspace, Set<String> needs)
    implements Step {
  static final String ID = "upload";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Finding look(Outputs outputs) throws PassingFailure, IOException, InterruptedException {
    Optional<Dataset> dataset = input.dataset();
    if (dataset.isEmpty()) {
      return new Finding.Create("the recordings in " + workspace.place());
    }
    String what = "the recordings of " + dataset.get() + " in " + workspace.place();
    outputs.put("sha256", dataset.get().sha256());
    return workspace.isUploaded(dataset.get()) ? new Finding.Leave(what) : new Finding.Create(what);
  }

  @Override
  public void apply(Finding finding, Outputs outputs, Progress progress)
      throws PassingFailure, IOException, InterruptedException {
    Dataset dataset = input.madeDataset();
    RecordingReader reader = new RecordingReader(input.settings().csv());
    for (Dataset.File file : dataset.files()) {
      switch (reader.read(file.source())) {
        case ReadResult.Read read ->
            progress.say(file.name() + ": " + read.recording().rows() + " rows");
        case ReadResult.Unreadable unreadable -> throw new Failure(unreadable.problem());
      }
    }
    workspace.upload(dataset);
  }
}
