package fettle.emulator.identity;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fettle.emulator.files.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * JSON documents as files that only their owner may read. A write replaces the whole file in one
 * step, so a kill at any moment leaves the former or the new document, never a part of one.
 */
public final class JsonFiles {

  /** Shared by everything that reads or writes the emulator's own documents. */
  public static final ObjectMapper MAPPER =
      JsonMapper.builder().disable(MapperFeature.AUTO_DETECT_IS_GETTERS).build();

  private static final String SUFFIX = ".json";

  private JsonFiles() {}

  /** Makes the folder and its parents, for the owner alone. */
  public static void createFolder(Path folder) {
    try {
      PrivateFile.folder(folder);
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot make the folder " + folder, failed);
    }
  }

  /**
   * @throws UncheckedIOException naming the file when it cannot be written
   */
  public static void write(Path file, Object document) {
    try {
      PrivateFile.write(file, MAPPER.writeValueAsBytes(document));
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot write " + file, failed);
    }
  }

  /**
   * @throws UncheckedIOException naming the file when it cannot be read as that type
   */
  public static <T> T read(Path file, Class<T> type) {
    try {
      return MAPPER.readValue(file.toFile(), type);
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot read " + file, failed);
    }
  }

  /** The documents in a folder, without what a kill left half written; empty if it is not there. */
  public static List<Path> documents(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot list " + folder, failed);
    }
  }

  public static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot delete " + file, failed);
    }
  }

  /**
   * A file name of its own for any id: what is not a letter, digit, {@code _} or {@code -} is
   * escaped.
   */
  public static String fileName(String id) {
    return escape(id) + SUFFIX;
  }

  /** As {@link #fileName} without the suffix, for folders. */
  public static String escape(String id) {
    StringBuilder name = new StringBuilder();
    for (byte each : id.getBytes(StandardCharsets.UTF_8)) {
      char character = (char) (each & 0xff);
      if (character < 128
          && (Character.isLetterOrDigit(character) || "_-".indexOf(character) >= 0)) {
        name.append(character);
      } else {
        name.append('%').append("%02x".formatted((int) character));
      }
    }
    return name.toString();
  }
}
