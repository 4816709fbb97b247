package fettle.ops.train.steps;

import fettle.ops.pipeline.PassingFailure;
import fettle.ops.train.workspace.ModelVersion;
import fettle.ops.train.workspace.ModelWorkspace;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The registered versions of the model that a run is about.
 *
 * @param same the newest one learned from the same data with the same options by the same trainer
 * @param newest its version number; 0 when there is none
 */
record KnownModels(Optional<ModelVersion> same, int newest) {

  static KnownModels of(TrainingInput input, ModelWorkspace workspace)
      throws PassingFailure, IOException, InterruptedException {
    List<ModelVersion> versions = workspace.models(input.settings().name());
    Optional<String> fingerprint = input.fingerprint();
    return new KnownModels(
        versions.stream()
            .filter(model -> fingerprint.filter(model.fingerprint()::equals).isPresent())
            .max(Comparator.comparingInt(ModelVersion::version)),
        versions.stream().mapToInt(ModelVersion::version).max().orElse(0));
  }
}
