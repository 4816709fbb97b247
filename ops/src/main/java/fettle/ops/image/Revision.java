package fettle.ops.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The commit that the project's folder is at, for a label. */
public final class Revision {
  private static final String UNKNOWN = "unknown";
  private static final long LIMIT_SECONDS = 10;

  private Revision() {}

  /** {@code unknown} where there is no Git or no repository. */
  public static String of(Path root) throws InterruptedException {
    try {
      Process git =
          new ProcessBuilder("git", "-C", root.toString(), "rev-parse", "HEAD")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!git.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        git.destroyForcibly();
        return UNKNOWN;
      }
      String commit =
          new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return commit.matches("[0-9a-f]{40,64}") ? commit : UNKNOWN;
    } catch (IOException noGit) {
      return UNKNOWN;
    }
  }
}
