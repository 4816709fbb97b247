package fettle.ops.local;

import fettle.ops.Failure;
import fettle.ops.folder.Folders;
import fettle.ops.lake.LakeStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Takes away the system of this machine: ends its processes, deletes its data. The record of
 * pipeline runs stays, and so does anything in the folder that Fettle did not make.
 */
public final class LocalDestroy {
  /** Everything that the local target keeps in an environment's folder. */
  private static final List<String> DATA =
      List.of(
          "redis",
          "hub",
          "gateway",
          "dashboard",
          "worker",
          "modules",
          "lake",
          "lake" + LakeStore.BESIDE,
          "history",
          "registry",
          "models",
          "downloads",
          "deploy",
          "logs",
          "pids",
          "runtime.json");

  private final LocalSettings settings;
  private final RuntimeHost host;

  public LocalDestroy(LocalSettings settings, RuntimeHost host) {
    this.settings = settings;
    this.host = host;
  }

  /** What there is to be taken away, a line each; empty when there is nothing. */
  public List<String> list() throws IOException {
    List<String> lines = new ArrayList<>();
    Optional<RuntimeState> running = host.running();
    running.ifPresent(
        state ->
            lines.add(
                "process %d, the local runtime, and what it runs: %s"
                    .formatted(
                        state.pid(),
                        state.processes().stream()
                            .map(RuntimeState.Part::name)
                            .collect(Collectors.joining(", ")))));
    for (Path data : present()) {
      lines.add("%s (%s)".formatted(data, Bytes.describe(FolderSize.of(data))));
    }
    return lines;
  }

  /** Takes it away. Killed in the middle, a second call does the rest. */
  public void run() throws IOException, InterruptedException {
    host.stop();
    for (Path data : present()) {
      deleteTree(data);
    }
    if (!present().isEmpty()) {
      throw new Failure(
          settings.folder() + " still has data: something writes there; stop it and try again");
    }
  }

  private List<Path> present() {
    return DATA.stream().map(settings.folder()::resolve).filter(Files::exists).toList();
  }

  private static void deleteTree(Path folder) throws IOException {
    try {
      Folders.delete(folder);
    } catch (NoSuchFileException gone) {
      // somebody else deleted it meanwhile: that is what was wanted
    }
  }
}
