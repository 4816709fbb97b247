package fettle.ops.deploy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.ops.Failure;
import fettle.ops.hash.Sha256;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The manifest of models that the inference module is to use.
 *
 * @param uri where the module fetches it, {@code https:} or {@code file:}
 * @param sha256 of its bytes, lower-case hex
 */
public record Model(String uri, String sha256) {

  /** A manifest on this machine. */
  public static Model ofFile(Path manifest) {
    try {
      return new Model(
          manifest.toAbsolutePath().normalize().toUri().toString(), Sha256.of(manifest));
    } catch (IOException e) {
      throw new Failure(
          "%s cannot be read as a manifest of models (%s); make one with ./fettle train"
              .formatted(manifest, e),
          e);
    }
  }

  /** As the module's twin wants it. */
  ObjectNode desired() {
    return JsonNodeFactory.instance.objectNode().put("uri", uri).put("sha256", sha256);
  }
}
