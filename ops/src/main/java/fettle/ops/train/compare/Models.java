package fettle.ops.train.compare;

import fettle.ops.Failure;
import fettle.ops.train.workspace.ManifestFile;
import fettle.telemetry.machine.Glob;
import fettle.telemetry.model.ModelManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Models in a folder with the manifest that says which machine uses which.
 *
 * @param folder that holds them
 */
public record Models(Path folder, ModelManifest manifest) {

  /**
   * @throws Failure when there is no manifest of models
   */
  public static Models in(Path folder) {
    Path file = folder.resolve(ManifestFile.NAME);
    try {
      return new Models(folder, ManifestFile.parse(Files.readAllBytes(file), file.toString()));
    } catch (IOException e) {
      throw new Failure("%s cannot be read (%s); train again".formatted(file, e), e);
    }
  }

  /** Such as {@code pump:3}. */
  public String title() {
    return ManifestFile.title(manifest);
  }

  /** The model of a machine: the first whose globs match, as the inference module takes it. */
  Optional<ModelManifest.Entry> of(String machine) {
    return manifest.models().stream()
        .filter(
            model -> model.machines().stream().anyMatch(glob -> new Glob(glob).matches(machine)))
        .findFirst();
  }

  OnnxModel open(ModelManifest.Entry model) {
    return new OnnxModel(folder.resolve(model.uri()));
  }

  /** Globs of other models that none of these covers. */
  List<String> lackingOf(Models others) {
    List<String> own = globs();
    return others.globs().stream()
        .filter(glob -> own.stream().noneMatch(mine -> covers(mine, glob)))
        .toList();
  }

  private List<String> globs() {
    return manifest.models().stream().flatMap(model -> model.machines().stream()).toList();
  }

  /** Whether whatever the other matches is matched: as far as a look at both tells. */
  private static boolean covers(String glob, String other) {
    return glob.equals(other) || new Glob(glob).matches(other);
  }
}
