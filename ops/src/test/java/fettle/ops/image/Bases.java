package fettle.ops.image;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import java.nio.file.Path;
import java.util.Set;

/** Bases of images, of no layers. */
public final class Bases {
  private Bases() {}

  /**
   * A docker archive.
   *
   * @param variable value of the variable {@code FROM} that it sets
   */
  public static Path archive(Path folder, String variable) throws Exception {
    Path file = folder.resolve("base-" + variable + ".tar");
    Jib.fromScratch()
        .setPlatforms(Set.of(new Platform("amd64", "linux")))
        .addEnvironmentVariable("FROM", variable)
        .containerize(
            Containerizer.to(TarImage.at(file).named("base:1"))
                .setBaseImageLayersCache(folder.resolve("base-cache"))
                .setApplicationLayersCache(folder.resolve("base-cache")));
    return file;
  }
}
