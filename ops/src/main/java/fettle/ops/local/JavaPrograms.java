package fettle.ops.local;

import fettle.ops.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How the built programs of this project are started. */
public final class JavaPrograms {
  private static final int WARNS_OF_UNSAFE = 24;

  private final Path root;

  /**
   * @param root the project's folder
   */
  public JavaPrograms(Path root) {
    this.root = root;
  }

  /** A module's Quarkus application; there only when the module is one and was built. */
  public Path quarkusJar(String module) {
    return root.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
  }

  /** Every program that a run starts. */
  public List<Path> all() {
    return List.of(
        hubJar(),
        quarkusJar("sensor-module"),
        quarkusJar("inference-module"),
        quarkusJar("stream-gateway"),
        quarkusJar("dashboard-ui"));
  }

  Path hubJar() {
    return root.resolve("iot-hub-emulator/target/iot-hub-emulator-0.1.0.jar");
  }

  /** The command of a Quarkus application. */
  public List<String> quarkus(String part, String module, String heap) {
    List<String> command = java(part, heap);
    command.add("-jar");
    command.add(quarkusJar(module).toString());
    return command;
  }

  /** The command of this very program, up to its arguments. */
  public List<String> ops(String part, String heap) {
    List<String> command = java(part, heap);
    if (Runtime.version().feature() >= WARNS_OF_UNSAFE) {
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.add("-Dfettle.root=" + root);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("fettle.ops.Main");
    return command;
  }

  /**
   * A JVM that starts quickly: its class archive is kept from run to run, and it compiles once, as
   * a demo's load needs no more and two processors have six of them to start.
   */
  public List<String> java(String part, String heap) {
    Path archives = root.resolve(".fettle/cds");
    try {
      Files.createDirectories(archives);
    } catch (IOException e) {
      throw new Failure(archives + " cannot be made: " + e.getMessage(), e);
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heap);
    command.add("-XX:+UseSerialGC");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-XX:+AutoCreateSharedArchive");
    command.add("-XX:SharedArchiveFile=" + archives.resolve(part + ".jsa"));
    command.add("-Xlog:cds=off");
    return command;
  }
}
