package fettle.ops.image;

import fettle.ops.Failure;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/** The program behind {@code ./fettle}, as this process finds it. */
public final class OpsProgram {
  /** The program's name, and the last part of its image's name. */
  public static final String PROJECT = "ops";

  /** Environment of its image. */
  public static SortedMap<String, String> environment() {
    return new TreeMap<>(OnnxRuntime.ENVIRONMENT);
  }

  private OpsProgram() {}

  /**
   * The program that runs this code: the one in the project's build, or in a container the one that
   * the container's image holds.
   *
   * @throws Failure when this code does not come out of the program's jar
   */
  public static JarProgram ofThisProcess() {
    return new JarProgram(placeOfThisCode());
  }

  /** The jar that this code comes out of, or the folder of its classes. */
  public static Path placeOfThisCode() {
    try {
      return Path.of(OpsProgram.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("code always comes from a file", e);
    }
  }
}
