package fettle.ops.train.card;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.ops.Failure;
import fettle.ops.train.reference.TrainOutcome.Model;
import fettle.ops.train.workspace.WholeFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The cards of models, as files beside them. */
public final class ModelCards {
  private static final String MODEL = ".onnx";
  private static final int VERSION = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private ModelCards() {}

  /** What a card's files are called, for programs and for people. */
  public static List<String> names(String modelFile) {
    return List.of(name(modelFile), base(modelFile) + ".card.html");
  }

  /** What a card's file for programs is called. */
  public static String name(String modelFile) {
    return base(modelFile) + ".card.json";
  }

  private static String base(String modelFile) {
    return modelFile.endsWith(MODEL)
        ? modelFile.substring(0, modelFile.length() - MODEL.length())
        : modelFile;
  }

  /**
   * Writes a card beside each model.
   *
   * @param made when they were made
   * @throws Failure when one cannot be written
   */
  public static void write(List<Model> models, Instant made) {
    for (Model model : models) {
      Path folder = model.file().toAbsolutePath().getParent();
      try {
        write(folder, model.file().getFileName().toString(), ModelCard.of(model, made));
      } catch (IOException e) {
        throw new Failure(
            "cannot write the card of %s (%s); choose a folder that can be written with --out"
                .formatted(model.file(), e),
            e);
      }
    }
  }

  /** Writes a model's card, for programs and for people. */
  public static void write(Path folder, String modelFile, ObjectNode card) throws IOException {
    List<String> names = names(modelFile);
    WholeFiles.write(
        folder.resolve(names.get(0)),
        (card.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8));
    WholeFiles.write(
        folder.resolve(names.get(1)), CardPage.of(card).getBytes(StandardCharsets.UTF_8));
  }

  /** A model's card; empty where there is none, as an older program made none. */
  public static Optional<ObjectNode> read(Path folder, String modelFile) throws IOException {
    Path file = folder.resolve(name(modelFile));
    return Files.isRegularFile(file) ? parse(Files.readAllBytes(file)) : Optional.empty();
  }

  /** What bytes say that may come from elsewhere; empty when that is no card. */
  public static Optional<ObjectNode> parse(byte[] bytes) {
    try {
      return JSON.readTree(bytes) instanceof ObjectNode card
              && card.path("v").asInt() == VERSION
              && card.path("data").isObject()
              && card.path("reference").path("signals").isObject()
          ? Optional.of(card)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // a card is for people; a model without one can be used
    }
  }
}
