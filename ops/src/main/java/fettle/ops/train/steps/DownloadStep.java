package fettle.ops.train.steps;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.ops.Failure;
import fettle.ops.hash.Sha256;
import fettle.ops.pipeline.Finding;
import fettle.ops.pipeline.Outputs;
import fettle.ops.pipeline.PassingFailure;
import fettle.ops.pipeline.Step;
import fettle.ops.train.card.ModelCards;
import fettle.ops.train.workspace.ManifestFile;
import fettle.ops.train.workspace.ModelVersion;
import fettle.ops.train.workspace.ModelWorkspace;
import fettle.ops.train.workspace.WholeFiles;
import fettle.telemetry.model.ModelManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Downloads the registered model and verifies it: the manifest against the hash that was
 * registered, each ONNX file against the manifest. Cards come along where there are any.
 *
 * @param downloads a folder a version
 */
record DownloadStep(TrainingInput input, ModelWorkspace workspace, Path downloads) implements Step {
  static final String ID = "download";
  static final String FOLDER = "folder";
  static final String SHA256 = "sha256";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Set<String> needs() {
    return Set.of(RegisterModelStep.ID);
  }

  @Override
  public Finding look(Outputs outputs) throws PassingFailure, IOException, InterruptedException {
    Optional<ModelVersion> model = KnownModels.of(input, workspace).same();
    if (model.isEmpty()) {
      return new Finding.Create("the model on this machine");
    }
    Path folder = folder(model.get());
    outputs.put(FOLDER, folder.toString());
    outputs.put(SHA256, model.get().manifestSha256());
    String what = model.get().title() + " in " + folder;
    return ManifestFile.isWhole(folder, model.get().manifestSha256())
        ? new Finding.Leave(what)
        : new Finding.Create(what);
  }

  private Path folder(ModelVersion model) {
    return downloads.resolve(model.name() + "-" + model.version());
  }

  @Override
  public void apply(Finding finding, Outputs outputs, Progress progress)
      throws PassingFailure, IOException, InterruptedException {
    ModelVersion model = KnownModels.of(input, workspace).same().orElseThrow();
    WholeFiles.folder(folder(model), part -> fetch(model, part, progress));
  }

  private void fetch(ModelVersion model, Path part, Progress progress)
      throws PassingFailure, IOException, InterruptedException {
    Path file = part.resolve(ManifestFile.NAME);
    workspace.download(model, ManifestFile.NAME, file);
    byte[] bytes = Files.readAllBytes(file);
    if (!Sha256.of(bytes).equals(model.manifestSha256())) {
      throw refused(model, ManifestFile.NAME);
    }
    ModelManifest manifest = ManifestFile.parse(bytes, "the manifest of " + model.title());
    for (ModelManifest.Entry onnx : manifest.models()) {
      workspace.download(model, onnx.uri(), part.resolve(onnx.uri()));
    }
    List<String> damaged = ManifestFile.damaged(manifest, part);
    if (!damaged.isEmpty()) {
      throw refused(model, String.join(", ", damaged));
    }
    for (ModelManifest.Entry onnx : manifest.models()) {
      fetchCard(model, onnx, part, progress);
    }
  }

  /** The card for programs; its page is made here, so that no page comes from elsewhere. */
  private void fetchCard(ModelVersion model, ModelManifest.Entry onnx, Path part, Progress progress)
      throws PassingFailure, IOException, InterruptedException {
    Optional<ObjectNode> card =
        workspace.find(model, ModelCards.name(onnx.uri())).flatMap(ModelCards::parse);
    if (card.isPresent()) {
      ModelCards.write(part, onnx.uri(), card.get());
    } else {
      progress.say("%s has no card in %s".formatted(onnx.title(), workspace.place()));
    }
  }

  private Failure refused(ModelVersion model, String files) {
    return new Failure(
        "%s: %s in %s is not what was registered (its SHA-256 differs), and is not put in use;"
                .formatted(model.title(), files, workspace.place())
            + " restore it there, or train with changed options for a new version");
  }
}
