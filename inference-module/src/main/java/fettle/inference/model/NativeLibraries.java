package fettle.inference.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

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
   * used. A program that was started otherwise than by {@code -jar} has none beside it.
   */
  public static void prepare() {
    if (System.getProperty(PROPERTY) == null) {
      beside(Path.of(System.getProperty("java.class.path", "")), system())
          .ifPresent(folder -> System.setProperty(PROPERTY, folder.toString()));
    }
  }

  /**
   * @param runner the jar that starts the program
   * @return empty when nothing is there for this system
   */
  static Optional<Path> beside(Path runner, String system) {
    return Optional.of(runner)
        .filter(Files::isRegularFile)
        .map(jar -> jar.toAbsolutePath().resolveSibling(FOLDER).resolve(system))
        .filter(Files::isDirectory);
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
