package fettle.ops.base;

import fettle.ops.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the tools that a base is made with. */
final class Commands {
  private static final long LIMIT_MINUTES = 5;

  private Commands() {}

  /**
   * @param missing what to say when there is no such tool
   * @return what it printed
   */
  static String run(Path folder, String missing, List<String> command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new Failure(
            "%s did not end within %d minutes".formatted(command.getFirst(), LIMIT_MINUTES));
      }
      if (process.exitValue() != 0) {
        throw new Failure("%s failed: %s".formatted(String.join(" ", command), said.strip()));
      }
      return said;
    } catch (IOException e) {
      throw new Failure(missing, e);
    }
  }
}
