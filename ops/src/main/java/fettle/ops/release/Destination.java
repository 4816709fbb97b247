package fettle.ops.release;

import fettle.ops.image.ImageArchives;
import fettle.ops.image.ImageRecipe;
import fettle.ops.image.ImageRegistry;
import fettle.ops.pipeline.PassingFailure;
import java.util.Optional;

/** Where images go, also several at once. */
sealed interface Destination {

  /**
   * An image that is where it should be.
   *
   * @param image what a cluster has to know of it
   * @param told of it to people; a line
   */
  record Made(KustomizeImages.Image image, String told) {}

  /** Takes an image. */
  Made put(Program program, ImageRecipe recipe) throws PassingFailure, InterruptedException;

  /** A folder of archives. */
  record Folder(ImageArchives archives) implements Destination {
    @Override
    public Made put(Program program, ImageRecipe recipe)
        throws PassingFailure, InterruptedException {
      ImageArchives.Written written = archives.write(recipe, line -> {});
      return new Made(
          new KustomizeImages.Image(program, written.name(), "newTag: " + written.tag()),
          "%-17s %s %s".formatted(program.project(), written.file(), written.digest()));
    }
  }

  /**
   * A registry, which is sent only what it has not got.
   *
   * @param host as images' names begin
   */
  record Registry(String host, ImageRegistry registry) implements Destination {
    @Override
    public Made put(Program program, ImageRecipe recipe)
        throws PassingFailure, InterruptedException {
      Optional<String> there = registry.digest(recipe.repository(), recipe.tag());
      String digest = there.isPresent() ? there.get() : registry.push(recipe, line -> {});
      String name = host + "/" + recipe.repository();
      return new Made(
          new KustomizeImages.Image(program, name, "digest: " + digest),
          "%-17s %s@%s%s"
              .formatted(program.project(), name, digest, there.isPresent() ? " is there" : ""));
    }
  }
}
