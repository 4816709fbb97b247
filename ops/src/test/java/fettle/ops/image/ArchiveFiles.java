package fettle.ops.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * What a docker archive holds.
 *
 * @param config of the image
 * @param files every file of all layers by its path, in the order in which layers cover another
 */
public record ArchiveFiles(JsonNode config, Map<String, Entry> files) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PERMISSIONS = 07777;
  private static final int KEPT = 1 << 16;

  /**
   * A file or folder in an image.
   *
   * @param mode permissions
   * @param head the first 64 KB
   */
  public record Entry(long user, int mode, long size, byte[] head) {}

  public static ArchiveFiles read(Path archive) throws IOException {
    Map<String, byte[]> parts = new HashMap<>();
    try (TarArchiveInputStream tar = new TarArchiveInputStream(Files.newInputStream(archive))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        parts.put(entry.getName(), tar.readAllBytes());
      }
    }
    JsonNode manifest = JSON.readTree(parts.get("manifest.json")).path(0);
    Map<String, Entry> files = new TreeMap<>();
    for (JsonNode layer : manifest.path("Layers")) {
      add(files, parts.get(layer.asText()));
    }
    return new ArchiveFiles(JSON.readTree(parts.get(manifest.path("Config").asText())), files);
  }

  private static void add(Map<String, Entry> files, byte[] layer) throws IOException {
    try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(layer));
        TarArchiveInputStream tar = new TarArchiveInputStream(plain)) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        files.put(
            entry.getName(),
            new Entry(
                entry.getLongUserId(),
                entry.getMode() & PERMISSIONS,
                entry.getSize(),
                entry.isFile() ? tar.readNBytes(KEPT) : new byte[0]));
      }
    }
  }
}
