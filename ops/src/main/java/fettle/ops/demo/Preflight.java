package fettle.ops.demo;

import fettle.ops.Failure;
import fettle.ops.folder.Folders;
import fettle.ops.local.DetachedRuntime;
import fettle.ops.local.PortCheck;
import fettle.ops.process.PidFile;
import fettle.recording.ReadOptions;
import fettle.recording.RecordingException;
import fettle.recording.RecordingFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Refuses what cannot work before anything is started, naming the place and the way out. */
final class Preflight {
  private static final String MARKER = "fettle-demo";

  private Preflight() {}

  /** What people should know of the recordings: cells and rows that are left out, by line. */
  static List<String> check(DemoSettings settings) {
    final List<String> remarks = remarks(settings);
    Path folder = settings.folder();
    requireNoneRuns(settings);
    try {
      requireOurs(folder);
      new PidFile(settings.local().pids()).endLeftovers();
      checkPorts(settings);
      empty(folder);
      return remarks;
    } catch (IOException e) {
      throw new Failure(folder + " cannot be written (" + e + "); choose another with --folder", e);
    }
  }

  /** A second demo must not end the first one's processes, nor empty its folder. */
  private static void requireNoneRuns(DemoSettings settings) {
    new DetachedRuntime(settings.local())
        .running()
        .ifPresent(
            other -> {
              throw new Failure(
                  "a demo runs in %s already (process %d); stop it with Ctrl-C, or choose another"
                          .formatted(settings.folder(), other.pid())
                      + " --folder, with a --bind of its own such as 127.0.0.2");
            });
  }

  private static List<String> remarks(DemoSettings settings) {
    for (Path file : settings.replay()) {
      if (!Files.isReadable(file) || Files.isDirectory(file)) {
        throw new Failure(
            file + " cannot be read as a recording; give --replay the path of a CSV file");
      }
    }
    ReadOptions options = ReadOptions.DEFAULT.withZone(settings.zone());
    try {
      return RecordingFile.scanAll(settings.replay(), options).stream()
          .flatMap(recording -> recording.remarks().stream())
          .toList();
    } catch (RecordingException unusable) {
      throw new Failure(unusable.getMessage(), unusable);
    }
  }

  private static void checkPorts(DemoSettings settings) {
    PortCheck.wanted(settings.ports())
        .forEach(
            (name, port) ->
                PortCheck.objection(settings.address(port))
                    .ifPresent(
                        objection -> {
                          throw new Failure(objection + "; " + wayOut(name));
                        }));
  }

  private static String wayOut(String port) {
    return port.equals("mqtt")
        ? "the device SDK fixes this one: stop what uses it, or choose another loopback address"
            + " with --bind 127.0.0.2"
        : "choose another with --" + port + "-port";
  }

  private static void requireOurs(Path folder) throws IOException {
    if (Files.exists(folder) && !Files.exists(folder.resolve(MARKER)) && !isEmpty(folder)) {
      throw new Failure(
          folder + " holds something else than an earlier demo; choose another with --folder");
    }
  }

  private static void empty(Path folder) throws IOException {
    Folders.delete(folder);
    Files.createDirectories(folder.resolve("logs"));
    Files.writeString(
        folder.resolve(MARKER),
        "Data of ./fettle demo, deleted at its next start.\n",
        StandardCharsets.UTF_8);
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.findAny().isEmpty();
    }
  }
}
