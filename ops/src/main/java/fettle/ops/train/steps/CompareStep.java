package fettle.ops.train.steps;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.ops.hash.Sha256;
import fettle.ops.pipeline.Finding;
import fettle.ops.pipeline.Outputs;
import fettle.ops.pipeline.PassingFailure;
import fettle.ops.pipeline.Step;
import fettle.ops.train.card.LabelShift;
import fettle.ops.train.card.ModelCards;
import fettle.ops.train.compare.Comparison;
import fettle.ops.train.compare.Models;
import fettle.ops.train.compare.Verdict;
import fettle.ops.train.workspace.ManifestFile;
import fettle.telemetry.model.ModelManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Compares the verified candidate with the model in use on the newest rows, and says whether it is
 * put in use. A candidate that is not better ends the run well all the same: it stays registered,
 * its card says why it is not in use, and the same question is not asked twice.
 *
 * @param models what is in use
 * @param force whether the candidate is put in use whatever comes of it
 */
record CompareStep(TrainingInput input, Path models, boolean force) implements Step {
  static final String ID = "compare";
  static final String PROMOTED = "promoted";
  static final String VERDICT = "verdict";

  private static final String COMPARISON = "comparison";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Set<String> needs() {
    return Set.of(RegisterModelStep.ID, DownloadStep.ID);
  }

  @Override
  public Finding look(Outputs outputs) throws IOException {
    Optional<String> folder = outputs.of(DownloadStep.ID, DownloadStep.FOLDER);
    Optional<String> candidate = outputs.of(DownloadStep.ID, DownloadStep.SHA256);
    if (folder.isEmpty()
        || candidate.isEmpty()
        || !ManifestFile.isWhole(Path.of(folder.get()), candidate.get())) {
      return new Finding.Create("comparison with the model in use");
    }
    Optional<String> inUse = inUse();
    Path downloaded = Path.of(folder.get());
    String title = title(outputs);
    if (inUse.equals(candidate)) {
      tell(outputs, true, title + " is in use");
      return new Finding.Leave(title + " is in use");
    }
    Optional<KeptVerdict> kept = KeptVerdict.in(downloaded).filter(it -> isOf(it, inUse));
    if (kept.isPresent() && kept.get().inUse() != null && answers(kept.get())) {
      tell(outputs, kept.get().promotes(), kept.get().words());
      return new Finding.Leave(kept.get().words());
    }
    return new Finding.Create(
        "comparison of %s with %s"
            .formatted(
                title,
                inUse.isPresent() ? Models.in(models).title() + " in use" : "what is in use"));
  }

  /** SHA-256 of the manifest in use; empty when there is none, or it names what is not there. */
  private Optional<String> inUse() throws IOException {
    Path manifest = models.resolve(ManifestFile.NAME);
    if (!Files.isRegularFile(manifest)) {
      return Optional.empty();
    }
    String sha256 = Sha256.of(manifest);
    return ManifestFile.isWhole(models, sha256) ? Optional.of(sha256) : Optional.empty();
  }

  private static boolean isOf(KeptVerdict kept, Optional<String> inUse) {
    return Objects.equals(kept.inUse(), inUse.orElse(null));
  }

  /** Whether it was asked of the same rows and as strictly. */
  private boolean answers(KeptVerdict kept) throws IOException {
    return kept.forced() == forces(kept.verdict()) && kept.data().equals(input.newestSha256());
  }

  private boolean forces(Verdict verdict) {
    return force && !verdict.outcome().promotes();
  }

  private static String title(Outputs outputs) {
    return outputs.get(RegisterModelStep.ID, RegisterModelStep.MODEL);
  }

  private static void tell(Outputs outputs, boolean promoted, String verdict) {
    outputs.put(PROMOTED, Boolean.toString(promoted));
    outputs.put(VERDICT, verdict);
  }

  @Override
  public void apply(Finding finding, Outputs outputs, Progress progress)
      throws PassingFailure, IOException {
    Path downloaded = Path.of(outputs.get(DownloadStep.ID, DownloadStep.FOLDER));
    Models candidate = Models.in(downloaded);
    Optional<String> inUse = inUse();
    Verdict verdict =
        inUse.isEmpty()
            ? Verdict.first(candidate.title(), "is the first model here")
            : Comparison.of(candidate, Models.in(models), input.newest(), progress::say);
    KeptVerdict kept =
        new KeptVerdict(inUse.orElse(null), input.newestSha256(), forces(verdict), verdict);
    writeCards(candidate, kept);
    kept.write(downloaded);
    verdict.notes().forEach(progress::say);
    progress.say(kept.words());
    tell(outputs, kept.promotes(), kept.words());
  }

  /** Says on the candidate's cards what came of it, and how labels changed since. */
  private void writeCards(Models candidate, KeptVerdict kept) throws IOException {
    for (ModelManifest.Entry model : candidate.manifest().models()) {
      Optional<ObjectNode> card = ModelCards.read(candidate.folder(), model.uri());
      if (card.isPresent()) {
        ObjectNode comparison = kept.verdict().json();
        comparison.put("promoted", kept.promotes()).put("forced", kept.forced());
        comparison.put("words", kept.words());
        card.get().set(COMPARISON, comparison);
        if (kept.inUse() != null) {
          Optional<ObjectNode> before = cardInUse(model);
          before.ifPresent(older -> LabelShift.note(older, card.get()));
        }
        ModelCards.write(candidate.folder(), model.uri(), card.get());
      }
    }
  }

  private Optional<ObjectNode> cardInUse(ModelManifest.Entry model) throws IOException {
    for (ModelManifest.Entry other : Models.in(models).manifest().models()) {
      if (other.name().equals(model.name())) {
        return ModelCards.read(models, other.uri());
      }
    }
    return Optional.empty();
  }
}
