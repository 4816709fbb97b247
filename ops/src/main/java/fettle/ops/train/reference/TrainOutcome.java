package fettle.ops.train.reference;

import java.nio.file.Path;
import java.util.List;

/** What a whole training run came to. */
public sealed interface TrainOutcome {

  /**
   * The models and their manifest are written.
   *
   * @param manifest the manifest's file
   * @param sha256 the manifest's hash as hex: the value that goes into the module's twin
   * @param evaluation over all models, {@link Evaluation#NONE} without labels
   * @param without why machines have no model, a sentence each
   */
  record Written(
      Path manifest, String sha256, List<Model> models, Evaluation evaluation, List<String> without)
      implements TrainOutcome {}

  /** Nothing was written; {@code problem} is one sentence that says why and what to do. */
  record Failed(String problem) implements TrainOutcome {}

  /** One model as learned, for people to read. */
  record Model(
      String name,
      int version,
      List<String> machines,
      Path file,
      String sha256,
      TrainResult.Trained trained) {}
}
