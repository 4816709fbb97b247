package fettle.ops.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fettle.ops.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * What is fetched of an image, in bytes: its layers, compressed.
 *
 * @param base runtime and C libraries
 * @param application libraries and code
 * @param cache ahead of time
 */
public record ImageSize(long base, long application, long cache) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MANIFEST = "manifest.json";

  /**
   * Reads a docker archive.
   *
   * @throws Failure when it is none
   */
  public static ImageSize of(Path archive) {
    Map<String, Long> sizes = new HashMap<>();
    Map<String, byte[]> documents = new HashMap<>();
    try (InputStream file = Files.newInputStream(archive);
        TarArchiveInputStream tar = new TarArchiveInputStream(file)) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        sizes.put(entry.getName(), entry.getSize());
        if (entry.getName().endsWith(".json")) {
          documents.put(entry.getName(), tar.readAllBytes());
        }
      }
      JsonNode manifest = JSON.readTree(documents.getOrDefault(MANIFEST, new byte[0])).path(0);
      JsonNode config = JSON.readTree(documents.get(manifest.path("Config").asText()));
      return of(sizes, manifest.path("Layers"), config.path("history"));
    } catch (IOException | IllegalArgumentException e) {
      throw new Failure("%s is no image: %s".formatted(archive, e.getMessage()), e);
    }
  }

  /** What a layer is says the comment of its line in the image's history. */
  private static ImageSize of(Map<String, Long> sizes, JsonNode layers, JsonNode history) {
    List<String> comments =
        history
            .valueStream()
            .filter(line -> !line.path("empty_layer").asBoolean())
            .map(line -> line.path("comment").asText())
            .toList();
    long base = 0;
    long application = 0;
    long cache = 0;
    for (int i = 0; i < layers.size(); i++) {
      long size = sizes.getOrDefault(layers.path(i).asText(), 0L);
      switch (i < comments.size() ? comments.get(i) : "") {
        case ImageBuild.CACHE_LAYER -> cache += size;
        case ImageBuild.DATA_LAYER, ImageBuild.NATIVE_LAYER, "libs", "quarkus", "app" ->
            application += size;
        default -> base += size;
      }
    }
    return new ImageSize(base, application, cache);
  }

  public long all() {
    return base + application + cache;
  }
}
