package fettle.inference.model;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Files named by their hash in a local folder, and a note of the manifest in use, so that a restart
 * works while the models' place, or the hub, cannot be reached. Its bound is what is in use: all
 * else is removed when a new set is in use. A folder that cannot be written costs the cache, not
 * the module.
 */
final class ModelCache {

  private static final Logger LOG = Logger.getLogger(ModelCache.class);
  private static final String NOTE = "in-use";

  private final Path folder;

  ModelCache(Path folder) {
    this.folder = folder;
  }

  /** The bytes stored under a hash, or null. */
  byte[] get(String sha256) {
    return read(sha256);
  }

  void put(String sha256, byte[] bytes) {
    write(sha256, bytes);
  }

  /** The manifest that was last in use. */
  Optional<ModelTarget> lastInUse() {
    byte[] note = read(NOTE);
    if (note == null) {
      return Optional.empty();
    }
    String[] lines = new String(note, StandardCharsets.UTF_8).split("\n");
    if (lines.length != 2 || !lines[0].matches(ModelTarget.HASH)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new ModelTarget(URI.create(lines[1]), lines[0]));
    } catch (IllegalArgumentException e) {
      LOG.warnf("the note %s in %s names no URI; left alone", NOTE, folder);
      return Optional.empty();
    }
  }

  /** Notes what is in use and removes every file but those of the given hashes. */
  void inUse(ModelTarget target, Set<String> hashes) {
    write(NOTE, (target.sha256() + "\n" + target.uri()).getBytes(StandardCharsets.UTF_8));
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (!name.equals(NOTE) && !hashes.contains(name)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      LOG.warnf("cannot tidy the model cache %s: %s", folder, e);
    }
  }

  private byte[] read(String name) {
    try {
      return Files.readAllBytes(folder.resolve(name));
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      LOG.warnf("cannot read %s from the model cache %s: %s", name, folder, e);
      return null;
    }
  }

  private void write(String name, byte[] bytes) {
    try {
      Files.createDirectories(folder);
      Path part = Files.createTempFile(folder, name, ".part");
      Files.write(part, bytes);
      Files.move(
          part,
          folder.resolve(name),
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      LOG.warnf(
          "cannot write to the model cache %s (%s): a restart will need the models' place",
          folder, e);
    }
  }
}
