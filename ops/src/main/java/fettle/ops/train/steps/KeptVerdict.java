package fettle.ops.train.steps;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fettle.ops.train.compare.Verdict;
import fettle.ops.train.workspace.WholeFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A verdict with what it was about, as a file beside the candidate: the same two models and rows
 * are not compared twice.
 *
 * @param inUse SHA-256 of the manifest that was in use; {@code null} = none
 * @param data SHA-256 of the rows
 * @param forced whether the candidate was put in use although the verdict does not say so
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record KeptVerdict(String inUse, String data, boolean forced, Verdict verdict) {
  /** Beside the manifest of the models that it is of. */
  public static final String FILE = "comparison.json";

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** Whether the candidate is put in use. */
  public boolean promotes() {
    return forced || verdict.outcome().promotes();
  }

  /** For a person: what becomes of the candidate and why. */
  public String words() {
    if (forced) {
      return "%s is put in use as --force says, although %s"
          .formatted(verdict.candidate(), verdict.sentence());
    }
    return verdict.outcome().promotes()
        ? "%s is put in use: %s".formatted(verdict.candidate(), verdict.sentence())
        : "%s stays in use: %s; --force puts %s in use all the same"
            .formatted(verdict.inUse(), verdict.sentence(), verdict.candidate());
  }

  /** What a folder of models says; empty where nothing was compared. */
  public static Optional<KeptVerdict> in(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    return Files.isRegularFile(file)
        ? Optional.of(JSON.readValue(file.toFile(), KeptVerdict.class))
        : Optional.empty();
  }

  void write(Path folder) throws IOException {
    WholeFiles.write(folder.resolve(FILE), JSON.writeValueAsBytes(this));
  }
}
