package fettle.ops.environment;

import com.fasterxml.jackson.annotation.JsonCreator;
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

  /**
   * @throws IllegalArgumentException when it is no reference; the message does not repeat what may
   *     be a secret
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Secret {
    if (!isReference(reference, VARIABLE) && !isReference(reference, FILE)) {
      throw new IllegalArgumentException(
          "must be a reference to a secret, env:NAME or file:PATH, and never the secret itself");
    }
  }

  private static boolean isReference(String text, String kind) {
    return text != null && text.startsWith(kind) && text.length() > kind.length();
  }

  /**
   * The secret, remembered by {@code redaction} so that it is never printed.
   *
   * @throws Failure when the variable or the file is not there or empty
   */
  public String read(Redaction redaction) {
    String value =
        isReference(reference, VARIABLE)
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
