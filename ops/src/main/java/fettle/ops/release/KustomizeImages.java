package fettle.ops.release;

import fettle.ops.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The component that says to the manifests in {@code k8s/} which images are meant. */
final class KustomizeImages {
  private static final String HEAD =
      """
      # Written by ./fettle images --kustomize.
      apiVersion: kustomize.config.k8s.io/v1alpha1
      kind: Component
      images:
      """;

  private KustomizeImages() {}

  /**
   * Where an image is.
   *
   * @param name without tag
   * @param reference {@code newTag: …} or {@code digest: …}
   */
  record Image(Program program, String name, String reference) {}

  static void write(Path file, List<Image> images) {
    StringBuilder text = new StringBuilder(HEAD);
    for (Image image : images) {
      text.append("  - name: fettle/%s\n".formatted(image.program().project()))
          .append("    newName: %s\n".formatted(image.name()))
          .append("    %s\n".formatted(image.reference()));
    }
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new Failure("%s cannot be written: %s".formatted(file, e.getMessage()), e);
    }
  }
}
