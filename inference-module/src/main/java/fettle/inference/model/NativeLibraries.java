package fettle.inference.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * ONNX Runtime's libraries as the build lays them beside the program: {@code native/linux-x64} and
 * so on, by the names that ONNX Runtime has for systems. Out of its jar they would be unpacked at
 * every start, 28 MB into a temporary folder, which in a container is memory.
 */
public final class NativeLibraries {
  /** Where ONNX Runtime looks before it looks into its jar. */
  static final String PROPERTY = "onnxruntime.native.path";

  private static final String FOLDER = "native";

  private NativeLibraries() {}

  /**
   * Tells ONNX Runtime of them, unless somebody has told it already; to be called before it is
   * used. A program is the jar that starts it, or a native executable, where the libraries may also
   * lie in its own folder.
   */
  public static void prepare() {
    if (System.getProperty(PROPERTY) == null) {
      Path jar = Path.of(System.getProperty("java.class.path", ""));
      Stream.of(Optional.of(jar), executable())
          .flatMap(Optional::stream)
          .flatMap(program -> beside(program, system()).stream())
          .findFirst()
          .ifPresent(folder -> System.setProperty(PROPERTY, folder.toString()));
    }
  }

  /** On the JVM that is {@code java} itself, beside which nobody lays libraries. */
  private static Optional<Path> executable() {
    Path running = Path.of("/proc/self/exe");
    try {
      return Files.exists(running) ? Optional.of(running.toRealPath()) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param program a jar or an executable
   * @return empty when nothing is there for this system
   */
  static Optional<Path> beside(Path program, String system) {
    if (!Files.isRegularFile(program)) {
      return Optional.empty();
    }
    Path own = program.toAbsolutePath().getParent();
    return Stream.of(own.resolve(FOLDER).resolve(system), own)
        .filter(folder -> Files.exists(folder.resolve(System.mapLibraryName("onnxruntime"))))
        .findFirst();
  }

  /** What to say where ONNX Runtime has found no libraries, or none that fit. */
  static String missing(LinkageError error) {
    return "onnxruntime does not start (%s); its libraries belong beside the program, in %s/%s, or where %s says"
        .formatted(error, FOLDER, system(), PROPERTY);
  }

  /** As in {@code linux-x64}. */
  static String system() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch");
    return (name.startsWith("mac") ? "osx" : name.replaceFirst(" .*", ""))
        + "-"
        + (machine.equals("amd64") || machine.equals("x86_64") ? "x64" : machine);
  }
}
