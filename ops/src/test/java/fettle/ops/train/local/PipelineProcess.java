package fettle.ops.train.local;

import fettle.ops.pipeline.PipelineProgram;
import fettle.ops.train.GatedTraining;
import fettle.ops.train.TrainingFixture;
import java.nio.file.Path;
import java.util.List;

/** The pipeline in a process of its own, to be killed. */
final class PipelineProcess {
  private PipelineProcess() {}

  static PipelineProgram start(Path folder, Path gate, Path recording) throws Exception {
    return new PipelineProgram(
        folder.resolve("output"),
        List.of(
            PipelineProcess.class.getName(),
            folder.toString(),
            gate.toString(),
            recording.toString()));
  }

  public static void main(String[] arguments) {
    TrainingFixture training = new TrainingFixture(Path.of(arguments[0]));
    training.run(
        new LocalWorkspace(
            training.registry(), GatedTraining.program(Path.of(arguments[1])), "a trainer"),
        TrainingFixture.settings(30),
        Path.of(arguments[2]));
  }
}
