package fettle.ops.image;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import fettle.ops.Failure;
import fettle.ops.pipeline.PassingFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** Images as docker archives in a folder, for {@code podman load} and places without a registry. */
public final class ImageArchives {
  /** What a name without a registry is completed with when an archive is loaded. */
  private static final String HOST = "localhost/";

  private final Path folder;
  private final Path cache;

  /**
   * @param cache where layers are kept from run to run; made when needed
   */
  public ImageArchives(Path folder, Path cache) {
    this.folder = folder;
    this.cache = cache;
  }

  /**
   * An image that was written.
   *
   * @param name under which it is loaded, without its tag
   * @param digest of its manifest
   */
  public record Written(Path file, String name, String tag, String digest) {}

  /**
   * Writes an image. The archive's name ends with the architecture, as it holds one. It is there
   * once it is whole.
   *
   * @param recipe for one platform
   * @param progress takes a line now and then
   */
  public Written write(ImageRecipe recipe, Consumer<String> progress)
      throws PassingFailure, InterruptedException {
    String platform = recipe.platforms().getFirst();
    String project = recipe.repository().substring(recipe.repository().lastIndexOf('/') + 1);
    Path file = file(folder, project, platform);
    String name = HOST + recipe.repository();
    String tag = recipe.tag();
    try {
      Files.createDirectories(folder);
      Path part = folder.resolve(file.getFileName() + ".part");
      Containerizer to =
          ImageBuild.cachedIn(
                  cache, Containerizer.to(TarImage.at(part).named(name + ":" + tag)), progress)
              .setAllowInsecureRegistries(ImageRegistry.isNear(recipe.base()));
      String digest =
          ImageBuild.of(recipe, from(recipe.base())).containerize(to).getDigest().toString();
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      return new Written(file, name, tag, digest);
    } catch (ExecutionException e) {
      throw RegistryTrouble.of(place(recipe.base()), e.getCause());
    } catch (RegistryException
        | InvalidImageReferenceException
        | CacheDirectoryCreationException e) {
      throw RegistryTrouble.of(place(recipe.base()), e);
    } catch (IOException e) {
      throw new Failure("%s cannot be written: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** Where the archive of a program lies, or would. */
  public static Path file(Path folder, String project, String platform) {
    return folder.resolve(project + "-" + platform.substring(platform.indexOf('/') + 1) + ".tar");
  }

  private static JibContainerBuilder from(ImageBase base) throws InvalidImageReferenceException {
    return switch (base) {
      case ImageBase.Pinned pinned -> Jib.from(RegistryImage.named(pinned.image()));
      case ImageBase.Archive archive -> Jib.from(TarImage.at(archive.file()));
    };
  }

  private static String place(ImageBase base) {
    return switch (base) {
      case ImageBase.Pinned pinned -> ImageRegistry.serverOf(pinned.image());
      case ImageBase.Archive archive -> archive.file().toString();
    };
  }
}
