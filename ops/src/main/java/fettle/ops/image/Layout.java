package fettle.ops.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/**
 * A program's files as they will lie in an image: an ahead-of-time cache knows its jars by their
 * names, sizes and times.
 */
public final class Layout {
  private Layout() {}

  /**
   * Copies what a recipe puts into its image of a program.
   *
   * @param target made when needed
   * @return the jar that starts the copy
   */
  public static Path copy(ImageRecipe recipe, Path target) throws IOException {
    Application application = recipe.application();
    for (Application.Part part : recipe.parts()) {
      for (Path path : application.paths(part)) {
        Path copy = target.resolve(application.folder().relativize(path));
        if (Files.isDirectory(path)) {
          Files.createDirectories(copy);
        } else {
          Files.createDirectories(copy.getParent());
          Files.copy(path, copy);
          Files.setLastModifiedTime(copy, FileTime.from(ImageBuild.TIME));
        }
      }
    }
    return target.resolve(application.runner());
  }
}
