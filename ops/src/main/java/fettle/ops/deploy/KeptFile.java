package fettle.ops.deploy;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.emulator.files.PrivateFile;
import fettle.ops.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a device was told before a change that is under way, kept so that a run that is killed in
 * between, or does not get there, can go back. The file is there as long as the change is neither
 * confirmed nor taken back. Holds no secrets that Fettle knows of, and is readable by the owner
 * alone: what others put into a module's settings is nobody's to see.
 */
final class KeptFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;

  KeptFile(Path file) {
    this.file = file;
  }

  /**
   * @param pending fingerprint of what is being brought in
   * @param before {@code null} = there was nothing before
   */
  @JsonIgnoreProperties(ignoreUnknown = true) // of a later version
  record Kept(String pending, ObjectNode before) {}

  Optional<Kept> read() {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(file.toFile(), Kept.class));
    } catch (IOException e) {
      throw new Failure(
          "%s is damaged (%s); delete it: a deployment that fails cannot be taken back then"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /**
   * Keeps what a device is told now, before it is told something else. When that is what an earlier
   * run brought in and did not see confirmed, it is nothing to go back to: then what was kept by
   * that run stays kept.
   *
   * @param pending fingerprint of what is to be brought in
   * @param current fingerprint of what the device is told now; empty = nothing
   * @param before without secrets; {@code null} = nothing
   */
  void begin(String pending, Optional<String> current, ObjectNode before) {
    Optional<Kept> earlier = read();
    boolean unconfirmed =
        earlier.isPresent() && current.filter(earlier.get().pending()::equals).isPresent();
    write(new Kept(pending, unconfirmed ? earlier.get().before() : before));
  }

  private void write(Kept kept) {
    try {
      Files.createDirectories(file.getParent());
      PrivateFile.write(file, JSON.writeValueAsBytes(kept));
    } catch (IOException e) {
      throw new Failure(file + " cannot be written: " + e.getMessage(), e);
    }
  }

  void forget() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new Failure(file + " cannot be deleted: " + e.getMessage(), e);
    }
  }
}
