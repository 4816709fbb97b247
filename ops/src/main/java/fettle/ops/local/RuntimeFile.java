package fettle.ops.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import fettle.ops.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;

/** Where a runtime writes down that it runs and how its processes are doing. */
final class RuntimeFile {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private final Path file;

  RuntimeFile(Path folder) {
    this.file = folder.resolve("runtime.json");
  }

  synchronized void write(RuntimeState state) {
    try {
      Path part = file.resolveSibling(file.getFileName() + ".part");
      Files.write(part, JSON.writeValueAsBytes(state));
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new Failure(file + " cannot be written: " + e.getMessage(), e);
    }
  }

  synchronized void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new Failure(file + " cannot be deleted: " + e.getMessage(), e);
    }
  }

  /** The runtime that is written down, if its process still lives. */
  Optional<RuntimeState> alive() {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      RuntimeState state = JSON.readValue(file.toFile(), RuntimeState.class);
      return processOf(state).isPresent() ? Optional.of(state) : Optional.empty();
    } catch (IOException e) {
      throw new Failure(
          "%s is damaged (%s); stop what it names and delete it".formatted(file, e.getMessage()),
          e);
    }
  }

  /** The process of a runtime, if it still lives. */
  static Optional<ProcessHandle> processOf(RuntimeState state) {
    return ProcessHandle.of(state.pid())
        .filter(ProcessHandle::isAlive)
        .filter(process -> startOf(process).equals(Optional.of(state.started())));
  }

  /** In milliseconds, as it is written down. */
  static Optional<Instant> startOf(ProcessHandle process) {
    return process.info().startInstant().map(start -> Instant.ofEpochMilli(start.toEpochMilli()));
  }
}
