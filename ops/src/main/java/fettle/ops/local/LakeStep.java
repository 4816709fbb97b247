package fettle.ops.local;

import fettle.ops.Failure;
import fettle.ops.pipeline.Finding;
import fettle.ops.pipeline.Outputs;
import fettle.ops.pipeline.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** The folder that plays the storage container is there and can be written. */
record LakeStep(Path folder) implements Step {

  @Override
  public String id() {
    return "lake";
  }

  @Override
  public Set<String> needs() {
    return Set.of();
  }

  @Override
  public Finding look(Outputs outputs) {
    if (!Files.exists(folder)) {
      return new Finding.Create("lake in " + folder);
    }
    if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw new Failure(folder + " is no folder that can be written; make it one or delete it");
    }
    return new Finding.Leave("lake in " + folder);
  }

  @Override
  public void apply(Finding finding, Outputs outputs, Progress progress) throws IOException {
    Files.createDirectories(folder);
  }
}
