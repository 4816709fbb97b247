package fettle.ops.pipeline;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import fettle.ops.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The runs of an environment's pipelines, written down: per pipeline the newest run, complete after
 * every change of a step, and a bounded number of earlier ones. At most one process at a time runs
 * a pipeline of an environment.
 */
public final class Journal {
  private static final int KEPT_RUNS = 20;
  private static final String SUFFIX = ".json";
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private final Path folder;
  private final PipelineLocks locks;

  /**
   * @param folder of one environment; made when needed
   */
  public Journal(Path folder) {
    this.folder = folder;
    this.locks = new PipelineLocks(folder);
  }

  /** Names of the pipelines that have run, in order. */
  public List<String> pipelines() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX))
          .map(name -> name.substring(0, name.length() - SUFFIX.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new Failure(folder + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** The newest run of a pipeline, also one that is under way or was killed. */
  public Optional<RunState> newest(String pipeline) {
    Path file = file(pipeline);
    return Files.isRegularFile(file) ? Optional.of(read(file)) : Optional.empty();
  }

  /**
   * The newest run of a pipeline, and whether it is under way.
   *
   * @param running whether a process is at it; one that neither runs nor has ended was broken off
   */
  public record Look(RunState run, boolean running) {}

  /** Looks at a pipeline's newest run; nothing when it never ran. */
  public Optional<Look> look(String pipeline) {
    boolean held = locks.isHeld(pipeline);
    Optional<RunState> run = newest(pipeline);
    if (!held && run.filter(it -> it.ended() == null).isPresent()) {
      // it may have begun, or ended as well, since the lock was looked at
      held = locks.isHeld(pipeline);
      run = newest(pipeline);
    }
    boolean running = held;
    return run.map(it -> new Look(it, running && it.ended() == null));
  }

  /** The ended runs of a pipeline that are kept, newest first. */
  public List<RunState> earlier(String pipeline) {
    return earlierFiles(pipeline).stream().map(Journal::read).toList();
  }

  void write(RunState state) {
    put(file(state.pipeline()), state);
    if (state.ended() != null) {
      put(archive(state.pipeline()).resolve(state.started().toEpochMilli() + SUFFIX), state);
      List<Path> kept = earlierFiles(state.pipeline());
      for (Path old : kept.subList(Math.min(KEPT_RUNS, kept.size()), kept.size())) {
        delete(old);
      }
    }
  }

  /**
   * Keeps everybody else from running the pipeline until it is closed.
   *
   * @throws Failure when somebody does already
   */
  PipelineLocks.Hold hold(String pipeline) {
    return locks.hold(pipeline);
  }

  private Path file(String pipeline) {
    return folder.resolve(pipeline + SUFFIX);
  }

  private Path archive(String pipeline) {
    return folder.resolve("runs").resolve(pipeline);
  }

  private List<Path> earlierFiles(String pipeline) {
    Path archive = archive(pipeline);
    if (!Files.isDirectory(archive)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(archive)) {
      List<Path> found = new ArrayList<>(files.filter(f -> f.toString().endsWith(SUFFIX)).toList());
      found.sort(Comparator.comparing((Path file) -> file.getFileName().toString()).reversed());
      return found;
    } catch (IOException e) {
      throw new Failure(archive + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static RunState read(Path file) {
    try {
      return JSON.readValue(file.toFile(), RunState.class);
    } catch (IOException e) {
      throw new Failure(
          "%s is damaged (%s); delete it: what exists is found again by looking"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static void put(Path file, RunState state) {
    try {
      Files.createDirectories(file.getParent());
      Path part = file.resolveSibling(file.getFileName() + ".part");
      Files.write(part, JSON.writeValueAsBytes(state));
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new Failure(file + " cannot be written: " + e.getMessage(), e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new Failure(file + " cannot be deleted: " + e.getMessage(), e);
    }
  }
}
