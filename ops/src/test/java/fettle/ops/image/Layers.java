package fettle.ops.image;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** What is in an image. */
public final class Layers {
  private static final int PERMISSIONS = 0777;

  private Layers() {}

  /** Every file and folder of all layers, with {@code user:group permissions}. */
  static Map<String, String> files(RegistryProcess registry, String repository, JsonNode manifest)
      throws Exception {
    Map<String, String> files = new TreeMap<>();
    for (JsonNode layer : manifest.path("layers")) {
      add(files, registry.blob(repository, layer.path("digest").asText()));
    }
    return files;
  }

  /** Puts what an image holds into a folder, as its file system. */
  public static void extract(
      RegistryProcess registry, String repository, JsonNode manifest, Path folder)
      throws Exception {
    for (JsonNode layer : manifest.path("layers")) {
      byte[] bytes = registry.blob(repository, layer.path("digest").asText());
      try (TarArchiveInputStream tar = open(bytes)) {
        for (TarArchiveEntry entry = tar.getNextEntry();
            entry != null;
            entry = tar.getNextEntry()) {
          Path path = folder.resolve(entry.getName());
          Files.createDirectories(entry.isDirectory() ? path : path.getParent());
          if (!entry.isDirectory()) {
            Files.copy(tar, path);
          }
        }
      }
    }
  }

  private static TarArchiveInputStream open(byte[] layer) throws IOException {
    return new TarArchiveInputStream(new GZIPInputStream(new ByteArrayInputStream(layer)));
  }

  private static void add(Map<String, String> files, byte[] layer) throws IOException {
    try (TarArchiveInputStream tar = open(layer)) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        files.put(
            entry.getName(),
            "%d:%d %o"
                .formatted(
                    entry.getLongUserId(), entry.getLongGroupId(), entry.getMode() & PERMISSIONS));
      }
    }
  }
}
