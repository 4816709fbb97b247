package fettle.emulator.edgehub;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Device and module ids as names of folders: they may hold characters that a folder may not. */
final class FolderName {

  private FolderName() {}

  static String of(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("*", "%2A").replace(".", "%2E");
  }

  /** The ids whose folders are in a folder, in order; none when it does not exist. */
  static List<String> idsIn(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> URLDecoder.decode(file.getFileName().toString(), StandardCharsets.UTF_8))
          .sorted()
          .toList();
    }
  }
}
