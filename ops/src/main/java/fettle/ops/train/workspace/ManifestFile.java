package fettle.ops.train.workspace;

import fettle.ops.Failure;
import fettle.ops.hash.Sha256;
import fettle.telemetry.model.ModelManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A manifest as {@code manifest.json} beside the models that it names. Its bytes come from outside.
 */
public final class ManifestFile {
  public static final String NAME = "manifest.json";

  private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,200}");

  private ManifestFile() {}

  /**
   * @param where for the error's sentence
   * @throws Failure when it is no manifest of files beside it
   */
  public static ModelManifest parse(byte[] bytes, String where) {
    ModelManifest manifest;
    try {
      manifest = ModelManifest.decode(bytes);
    } catch (IllegalArgumentException e) {
      throw new Failure(where + " is no manifest of models: " + e.getMessage(), e);
    }
    for (ModelManifest.Entry model : manifest.models()) {
      if (!FILE_NAME.matcher(model.uri()).matches()) {
        throw new Failure(where + " names a model that does not lie beside it: " + model.uri());
      }
    }
    if (manifest.models().isEmpty()) {
      throw new Failure(where + " names no model");
    }
    return manifest;
  }

  /** Such as {@code pump:3}, or {@code pump-a:3 and 5 more}. */
  public static String title(ModelManifest manifest) {
    List<ModelManifest.Entry> models = manifest.models();
    String first = models.getFirst().title();
    return models.size() == 1 ? first : first + " and " + (models.size() - 1) + " more";
  }

  /** Whether a folder holds this very manifest and every model that it names, undamaged. */
  public static boolean isWhole(Path folder, String manifestSha256) throws IOException {
    Path file = folder.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      return false;
    }
    byte[] bytes = Files.readAllBytes(file);
    return Sha256.of(bytes).equals(manifestSha256)
        && damaged(parse(bytes, file.toString()), folder).isEmpty();
  }

  /** The files in a folder that are missing or not those that a manifest names. */
  public static List<String> damaged(ModelManifest manifest, Path folder) throws IOException {
    List<String> damaged = new ArrayList<>();
    for (ModelManifest.Entry model : manifest.models()) {
      Path file = folder.resolve(model.uri());
      if (!Files.isRegularFile(file) || !Sha256.of(file).equals(model.sha256())) {
        damaged.add(model.uri());
      }
    }
    return damaged;
  }
}
