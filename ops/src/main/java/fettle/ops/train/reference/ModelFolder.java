package fettle.ops.train.reference;

import fettle.ops.hash.Sha256;
import fettle.ops.train.reference.TrainOutcome.Model;
import fettle.telemetry.model.ModelManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The folder that holds models and the manifest that says which machine uses which. */
final class ModelFolder {

  private final Path folder;

  ModelFolder(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  Path manifest() {
    return folder.resolve("manifest.json");
  }

  /** The model as this folder will hold it; nothing is written yet. */
  Model model(String name, int version, List<String> machines, TrainResult.Trained trained) {
    Path file = folder.resolve(name + "-" + version + ".onnx");
    return new Model(name, version, machines, file, Sha256.of(trained.bytes()), trained);
  }

  /**
   * Writes the models, then the manifest, then the summary, each in one step, so that a reader sees
   * a whole file.
   *
   * @return the manifest's SHA-256 as hex
   */
  String write(List<Model> models, Evaluation evaluation) throws IOException {
    Files.createDirectories(folder);
    for (Model model : models) {
      replace(model.file(), model.trained().bytes());
    }
    byte[] manifest = manifest(models).encode();
    replace(manifest(), manifest);
    String sha256 = Sha256.of(manifest);
    replace(
        folder.resolve(TrainingSummary.FILE),
        TrainingSummary.of(sha256, models, evaluation).bytes());
    return sha256;
  }

  private static ModelManifest manifest(List<Model> models) {
    return new ModelManifest(
        models.stream()
            .map(
                model ->
                    new ModelManifest.Entry(
                        model.name(),
                        model.version(),
                        model.file().getFileName().toString(),
                        model.sha256(),
                        model.machines()))
            .toList());
  }

  private static void replace(Path file, byte[] bytes) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.write(part, bytes);
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
