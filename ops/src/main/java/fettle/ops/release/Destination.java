package fettle.ops.release;

import fettle.ops.image.ImageArchives;
import fettle.ops.image.ImageRecipe;
import fettle.ops.image.ImageRegistry;
import fettle.ops.pipeline.PassingFailure;
import java.io.PrintWriter;
import java.util.Optional;

/** Where images go. */
sealed interface Destination {

  /** Takes an image, says where it is, and gives what a cluster has to know of it. */
  KustomizeImages.Image put(Program program, ImageRecipe recipe)
      throws PassingFailure, InterruptedException;

  /**
   * A folder of archives.
   *
   * @param out for a line an image
   */
  record Folder(ImageArchives archives, PrintWriter out) implements Destination {
    @Override
    public KustomizeImages.Image put(Program program, ImageRecipe recipe)
        throws PassingFailure, InterruptedException {
      ImageArchives.Written written = archives.write(recipe, line -> {});
      out.printf("%-17s %s %s%n", program.project(), written.file(), written.digest());
      return new KustomizeImages.Image(program, written.name(), "newTag: " + written.tag());
    }
  }

  /**
   * A registry, which is sent only what it has not got.
   *
   * @param host as images' names begin
   * @param out for a line an image
   */
  record Registry(String host, ImageRegistry registry, PrintWriter out) implements Destination {
    @Override
    public KustomizeImages.Image put(Program program, ImageRecipe recipe)
        throws PassingFailure, InterruptedException {
      Optional<String> there = registry.digest(recipe.repository(), recipe.tag());
      String digest = there.isPresent() ? there.get() : registry.push(recipe, line -> {});
      String name = host + "/" + recipe.repository();
      out.printf(
          "%-17s %s@%s%s%n", program.project(), name, digest, there.isPresent() ? " is there" : "");
      return new KustomizeImages.Image(program, name, "digest: " + digest);
    }
  }
}
