package fettle.system;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Podman with a store of its own. Containers share this machine's network, and nothing else. */
final class Podman implements AutoCloseable {
  private static final List<String> NEEDED = List.of("podman", "runc", "catatonit");
  private static final long LIMIT_MINUTES = 4;

  /** Limits that hold where this process itself is in a container. */
  private static final String CONFIGURATION =
      """
      [containers]
      default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]
      [engine]
      runtime = "runc"
      cgroup_manager = "cgroupfs"
      events_logger = "file"
      """;

  private final Path folder;
  private final Path configuration;

  private Podman(Path folder, Path configuration) {
    this.folder = folder;
    this.configuration = configuration;
  }

  /**
   * Skips the test where there is no Podman, or it may not run containers.
   *
   * @param folder for images and containers
   */
  static Podman in(Path folder) throws Exception {
    for (String program : NEEDED) {
      assumeTrue(isThere(program), "skipped: " + program + " is not installed");
    }
    assumeTrue(
        "root".equals(System.getProperty("user.name")),
        "skipped: containers on this machine's network want root");
    Path configuration = Files.createDirectories(folder).resolve("containers.conf");
    Files.writeString(configuration, CONFIGURATION);
    Podman podman = new Podman(folder, configuration);
    Process info = podman.start("info");
    assumeTrue(info.waitFor() == 0, "skipped: podman does not work on this machine");
    return podman;
  }

  private static boolean isThere(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
  }

  private Process start(String... arguments) throws IOException {
    List<String> command =
        Stream.concat(
                Stream.of(
                    "podman",
                    "--root",
                    folder.resolve("root").toString(),
                    "--runroot",
                    folder.resolve("run").toString()),
                Stream.of(arguments))
            .toList();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("podman.log").toFile());
    builder.environment().put("CONTAINERS_CONF", configuration.toString());
    return builder.start();
  }

  /**
   * @return what it said
   * @throws AssertionError when it failed
   */
  String run(String... arguments) throws IOException, InterruptedException {
    Process podman = start(arguments);
    if (!podman.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
      podman.destroyForcibly();
    }
    String said = Files.readString(folder.resolve("podman.log"), StandardCharsets.UTF_8);
    if (podman.isAlive() || podman.exitValue() != 0) {
      throw new AssertionError("podman " + String.join(" ", arguments) + ": " + said);
    }
    return said;
  }

  /**
   * Kills a container's process, as a lack of memory would: what Podman itself is told to kill it
   * does not start again.
   */
  void killProcess(String container) throws IOException, InterruptedException {
    long process = Long.parseLong(run("inspect", "--format", "{{.State.Pid}}", container).strip());
    ProcessHandle.of(process).orElseThrow().destroyForcibly();
  }

  /** What all containers wrote last, to be shown when a test fails. */
  String logs() throws IOException, InterruptedException {
    StringBuilder all = new StringBuilder();
    for (String name : run("ps", "--all", "--format", "{{.Names}}").lines().toList()) {
      all.append("== ").append(name).append('\n').append(run("logs", "--tail", "15", name));
    }
    return all.toString();
  }

  /** Ends all containers, and takes away all that was stored. */
  @Override
  public void close() throws Exception {
    // time to end by themselves: Podman fails at one that ends in the moment in which it is killed
    run("pod", "rm", "--all", "--force", "--time", "20");
    run("rmi", "--all", "--force");
  }
}
