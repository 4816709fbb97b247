package fettle.ops.train.show;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.ops.hash.Sha256;
import fettle.ops.store.ModelStore;
import fettle.ops.train.card.ModelCards;
import fettle.ops.train.steps.KeptVerdict;
import fettle.ops.train.steps.TrainPipeline;
import fettle.ops.train.workspace.ManifestFile;
import fettle.telemetry.model.ModelKeys;
import fettle.telemetry.model.ModelManifest;
import fettle.telemetry.model.ModelsInUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Puts the cards of all versions that were verified on this machine into the store, and which
 * models are in use: the folder is the truth, so a store that lost them gets them again.
 */
public final class ShownModels {
  private ShownModels() {}

  private record Card(String title, long made, ObjectNode content) {}

  /**
   * Shows what an environment's folder holds.
   *
   * @return how many cards
   * @throws IOException when the folder cannot be read or the store does not answer
   */
  public static int show(Path environment, ModelStore store, Instant now) throws IOException {
    List<Card> cards = new ArrayList<>();
    Path downloads = environment.resolve(TrainPipeline.DOWNLOADS);
    if (Files.isDirectory(downloads)) {
      try (Stream<Path> versions = Files.list(downloads)) {
        for (Path version : versions.sorted().toList()) {
          cards.addAll(cards(version));
        }
      }
    }
    cards.sort(Comparator.comparingLong(Card::made));
    List<Card> newest =
        cards.subList(Math.max(0, cards.size() - ModelKeys.KEPT_CARDS), cards.size());
    for (Card card : newest) {
      store.put(card.title(), card.content().toString(), card.made());
    }
    Optional<ModelsInUse> inUse = inUse(environment.resolve(TrainPipeline.MODELS), now);
    if (inUse.isPresent()) {
      store.put(inUse.get());
    }
    return newest.size();
  }

  private static List<Card> cards(Path folder) throws IOException {
    List<Card> cards = new ArrayList<>();
    Path manifest = folder.resolve(ManifestFile.NAME);
    if (Files.isRegularFile(manifest)) {
      for (ModelManifest.Entry model :
          ManifestFile.parse(Files.readAllBytes(manifest), manifest.toString()).models()) {
        ModelCards.read(folder, model.uri())
            .ifPresent(card -> cards.add(new Card(model.title(), made(card), card)));
      }
    }
    return cards;
  }

  private static long made(ObjectNode card) {
    try {
      return Instant.parse(card.path("made").asText()).toEpochMilli();
    } catch (DateTimeException e) {
      return 0; // of a program that says it otherwise: the first to go
    }
  }

  private static Optional<ModelsInUse> inUse(Path models, Instant now) throws IOException {
    Path file = models.resolve(ManifestFile.NAME);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    byte[] bytes = Files.readAllBytes(file);
    Optional<KeptVerdict> verdict = KeptVerdict.in(models);
    return Optional.of(
        new ModelsInUse(
            Sha256.of(bytes),
            ManifestFile.parse(bytes, file.toString()).models().stream()
                .map(ModelManifest.Entry::title)
                .toList(),
            now.toEpochMilli(),
            verdict.map(KeptVerdict::words).orElse(""),
            verdict.map(KeptVerdict::forced).orElse(false)));
  }
}
