package fettle.ops.train.workspace;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import fettle.ops.Failure;
import fettle.ops.hash.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What {@code manifest.json} says of the files beside it. Its bytes come from outside. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ModelManifest(int v, List<Model> models) {
  public static final String FILE = "manifest.json";

  private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,200}");
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * @param uri a file's name, beside the manifest
   * @param sha256 of that file, hex
   * @param machines globs of the machines that it is for
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Model(String name, int version, String uri, String sha256, List<String> machines) {
    public Model {
      machines = machines == null ? List.of() : List.copyOf(machines);
    }

    /** Such as {@code pump:3}. */
    public String title() {
      return name + ":" + version;
    }
  }

  public ModelManifest {
    models = models == null ? List.of() : List.copyOf(models);
  }

  /**
   * @param where for the error's sentence
   * @throws Failure when it is no manifest of files beside it
   */
  public static ModelManifest parse(byte[] bytes, String where) {
    try {
      ModelManifest manifest = JSON.readValue(bytes, ModelManifest.class);
      for (Model model : manifest.models()) {
        if (model.uri() == null || !FILE_NAME.matcher(model.uri()).matches()) {
          throw new Failure(where + " names a model that does not lie beside it: " + model.uri());
        }
      }
      if (manifest.models().isEmpty()) {
        throw new Failure(where + " names no model");
      }
      return manifest;
    } catch (IOException e) {
      throw new Failure(where + " is no manifest of models: " + firstLine(e), e);
    }
  }

  /** Such as {@code pump:3}, or {@code pump-a:3 and 5 more}. */
  public String title() {
    String first = models.getFirst().title();
    return models.size() == 1 ? first : first + " and " + (models.size() - 1) + " more";
  }

  /** Whether a folder holds this very manifest and every model that it names, undamaged. */
  public static boolean isWhole(Path folder, String manifestSha256) throws IOException {
    Path file = folder.resolve(FILE);
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
    for (Model model : manifest.models()) {
      Path file = folder.resolve(model.uri());
      if (!Files.isRegularFile(file) || !Sha256.of(file).equals(model.sha256())) {
        damaged.add(model.uri());
      }
    }
    return damaged;
  }

  private static String firstLine(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
