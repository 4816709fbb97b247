package fettle.ops.environment;

import fettle.ops.Failure;
import fettle.ops.pipeline.Redaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a secret is: {@code env:NAME} or {@code file:PATH}. The value is read when it is used, and
 * is never part of this object.
 *
 * @param reference as it stands in the environment file
 */
public record Secret(String reference) {
  private static final String VARIABLE = "env:";
  private static final String FILE = "file:";

  /** One sentence on what is wrong with the reference, or {@code null}. */
  String problem() {
    return (reference.startsWith(VARIABLE) && reference.length() > VARIABLE.length())
            || (reference.startsWith(FILE) && reference.length() > FILE.length())
        ? null
        : "must be a reference to a secret, env:NAME or file:PATH, and never the secret itself";
  }

  /**
   * The secret, remembered by {@code redaction} so that it is never printed.
   *
   * @throws Failure when the variable or the file is not there or empty
   */
  public String read(Redaction redaction) {
    String value =
        reference.startsWith(VARIABLE)
            ? System.getenv(reference.substring(VARIABLE.length()))
            : content(Path.of(reference.substring(FILE.length())));
    if (value == null || value.isBlank()) {
      throw new Failure("the secret " + reference + " is not set; set it and try again");
    }
    return redaction.remember(value.strip());
  }

  private String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new Failure("the secret " + reference + " cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public String toString() {
    return reference;
  }
}
