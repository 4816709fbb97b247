package fettle.ops.train.card;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.ops.Failure;
import fettle.ops.train.reference.TrainOutcome.Model;
import fettle.ops.train.workspace.WholeFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** The cards of models, as files beside them. */
public final class ModelCards {
  private static final String MODEL = ".onnx";

  private ModelCards() {}

  /** What a card's files are called, for programs and for people. */
  public static List<String> names(String modelFile) {
    String name =
        modelFile.endsWith(MODEL)
            ? modelFile.substring(0, modelFile.length() - MODEL.length())
            : modelFile;
    return List.of(name + ".card.json", name + ".card.html");
  }

  /**
   * Writes a card beside each model.
   *
   * @param made when they were made
   * @throws Failure when one cannot be written
   */
  public static void write(List<Model> models, Instant made) {
    for (Model model : models) {
      ObjectNode card = ModelCard.of(model, made);
      List<String> names = names(model.file().getFileName().toString());
      Path folder = model.file().toAbsolutePath().getParent();
      try {
        WholeFiles.write(
            folder.resolve(names.get(0)),
            (card.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8));
        WholeFiles.write(
            folder.resolve(names.get(1)), CardPage.of(card).getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new Failure(
            "cannot write the card of %s (%s); choose a folder that can be written with --out"
                .formatted(model.file(), e),
            e);
      }
    }
  }
}
