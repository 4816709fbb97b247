package fettle.ops.train.steps;

import fettle.ops.Failure;
import fettle.ops.environment.Recorded;
import fettle.ops.hash.Sha256;
import fettle.ops.pipeline.Finding;
import fettle.ops.pipeline.Outputs;
import fettle.ops.pipeline.Step;
import fettle.ops.train.card.ModelCards;
import fettle.ops.train.workspace.ManifestFile;
import fettle.ops.train.workspace.WholeFiles;
import fettle.telemetry.model.ModelManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Puts a promoted model where deployment takes models from: the ONNX files with their cards, then
 * the manifest in one step, so that whoever reads the manifest finds all that it names. Files of
 * earlier versions stay, as a device may still be on its way from or back to them.
 *
 * @param folder made when needed
 */
record PublishStep(Path folder) implements Step {
  static final String ID = Recorded.MODELS.step();

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Set<String> needs() {
    return Set.of(DownloadStep.ID, CompareStep.ID);
  }

  @Override
  public Finding look(Outputs outputs) throws IOException {
    Path manifest = folder.resolve(ManifestFile.NAME);
    Optional<String> wanted = outputs.of(DownloadStep.ID, DownloadStep.SHA256);
    if (wanted.isEmpty()) {
      return new Finding.Create(manifest.toString());
    }
    if (outputs.of(CompareStep.ID, CompareStep.PROMOTED).filter("false"::equals).isPresent()) {
      return stays(outputs, manifest);
    }
    String what = manifest + ", SHA-256 " + wanted.get();
    outputs.put(Recorded.MODELS.output(), manifest.toString());
    outputs.put("sha256", wanted.get());
    if (ManifestFile.isWhole(folder, wanted.get())) {
      return new Finding.Leave(what);
    }
    return Files.exists(manifest)
        ? new Finding.Change(
            what, List.of("sha256: %s → %s".formatted(Sha256.of(manifest), wanted.get())))
        : new Finding.Create(what);
  }

  /** The candidate is not put in use. */
  private static Finding stays(Outputs outputs, Path manifest) throws IOException {
    outputs.put(Recorded.MODELS.output(), manifest.toString());
    outputs.put("sha256", Sha256.of(manifest));
    return new Finding.Leave(
        "%s, SHA-256 %s: %s"
            .formatted(
                manifest, Sha256.of(manifest), outputs.get(CompareStep.ID, CompareStep.VERDICT)));
  }

  @Override
  public void apply(Finding finding, Outputs outputs, Progress progress) throws IOException {
    Path downloaded = Path.of(outputs.get(DownloadStep.ID, DownloadStep.FOLDER));
    byte[] manifest = Files.readAllBytes(downloaded.resolve(ManifestFile.NAME));
    if (!ManifestFile.isWhole(downloaded, outputs.get(DownloadStep.ID, DownloadStep.SHA256))) {
      throw new Failure(downloaded + " has changed since it was verified; run again");
    }
    for (ModelManifest.Entry model : ManifestFile.parse(manifest, downloaded.toString()).models()) {
      copy(downloaded, model.uri());
      for (String card : ModelCards.names(model.uri())) {
        copy(downloaded, card);
      }
    }
    copy(downloaded, KeptVerdict.FILE);
    WholeFiles.write(folder.resolve(ManifestFile.NAME), manifest);
  }

  private void copy(Path downloaded, String file) throws IOException {
    Path from = downloaded.resolve(file);
    if (Files.exists(from)) { // an older program made no cards
      WholeFiles.write(folder.resolve(file), Files.readAllBytes(from));
    }
  }
}
