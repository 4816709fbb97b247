package fettle.ops.base;

import fettle.ops.Failure;
import fettle.ops.hash.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A Java runtime of the modules that Fettle's programs need, linked by the JDK that runs this. */
final class LinkedRuntime {
  /**
   * What {@code jdeps} finds over all programs, and what is only asked for by name: {@code jdk.net}
   * and {@code jdk.zipfs}. {@code jdk.compiler}, which a library uses if it is there, is left out
   * on purpose.
   */
  private static final List<String> MODULES =
      List.of(
          "java.base",
          "java.compiler",
          "java.desktop",
          "java.logging",
          "java.management",
          "java.naming",
          "java.net.http",
          "java.prefs",
          "java.rmi",
          "java.scripting",
          "java.security.jgss",
          "java.security.sasl",
          "java.sql",
          "jdk.httpserver",
          "jdk.jfr",
          "jdk.management",
          "jdk.net",
          "jdk.unsupported",
          "jdk.zipfs");

  /** Nothing has a screen; the second archive is for heaps of 32 GB and more. */
  private static final Set<String> LEFT_OUT =
      Set.of("libawt_xawt.so", "libsplashscreen.so", "libjsound.so", "classes_nocoops.jsa");

  private final Path folder;

  /**
   * @param folder where linked runtimes are kept; made when needed
   */
  LinkedRuntime(Path folder) {
    this.folder = folder;
  }

  /** Files by their path below the runtime's home. */
  SortedMap<String, Path> files() throws InterruptedException {
    Path home = home();
    try (Stream<Path> all = Files.walk(home)) {
      SortedMap<String, Path> files = new TreeMap<>();
      all.filter(Files::isRegularFile)
          .filter(path -> isWanted(home.relativize(path)))
          .forEach(path -> files.put(home.relativize(path).toString(), path));
      return files;
    } catch (IOException e) {
      throw new Failure("the runtime %s cannot be read: %s".formatted(home, e.getMessage()), e);
    }
  }

  /** Linked already, or linked now: the same JDK and modules give the same runtime. */
  Path home() throws InterruptedException {
    Path home =
        folder.resolve("jre-" + Sha256.of(Runtime.version() + " " + MODULES).substring(0, 12));
    if (Files.isDirectory(home)) {
      return home;
    }
    Path java = Path.of(System.getProperty("java.home"));
    Path making = folder.resolve("making-" + ProcessHandle.current().pid());
    try {
      Files.createDirectories(folder);
      Commands.run(
          folder,
          java + " has no jlink; run with a JDK, or give --base an image with its digest",
          List.of(
              java.resolve("bin/jlink").toString(),
              "--add-modules",
              String.join(",", MODULES),
              "--no-header-files",
              "--no-man-pages",
              "--generate-cds-archive",
              "--output",
              making.toString()));
      return Files.move(making, home);
    } catch (IOException e) {
      throw new Failure("the runtime %s cannot be made: %s".formatted(home, e.getMessage()), e);
    }
  }

  /** Of the programs only {@code java}. */
  private static boolean isWanted(Path file) {
    return file.startsWith("bin")
        ? file.endsWith("java")
        : !LEFT_OUT.contains(file.getFileName().toString());
  }
}
