package fettle.ops.train.azure;

import java.util.List;
import java.util.stream.Collectors;

/**
 * How a job starts {@code ./fettle train} in the image of the ops program. Azure ML runs a command
 * line with the image's shell and puts the paths of inputs and outputs in.
 */
final class OpsImage {
  static final String INPUT = "recordings";
  static final String OUTPUT = "models";

  /** The program in the image, with its libraries in {@code /app/lib}. */
  private static final String PROGRAM =
      "java --enable-native-access=ALL-UNNAMED -jar /app/ops-0.1.0.jar train";

  private OpsImage() {}

  static String command(List<String> arguments) {
    return PROGRAM
        + arguments.stream().map(OpsImage::quoted).collect(Collectors.joining(" ", " ", ""))
        + " --from \"${{inputs."
        + INPUT
        + "}}\" --out \"${{outputs."
        + OUTPUT
        + "}}\"";
  }

  /** As one word for a shell; Azure ML's own brackets are broken up, as no option needs them. */
  private static String quoted(String argument) {
    return "'" + argument.replace("'", "'\\''").replace("${{", "$'{{'") + "'";
  }
}
