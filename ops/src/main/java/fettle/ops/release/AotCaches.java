package fettle.ops.release;

import fettle.ops.Failure;
import fettle.ops.folder.Folders;
import fettle.ops.image.ImageRecipe;
import fettle.ops.image.Layout;
import fettle.ops.pipeline.PassingFailure;
import fettle.ops.stage.StagedProgram;
import fettle.ops.stage.TrainingRun;
import fettle.ops.train.SimulatedModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Ahead-of-time caches for images. No two trainings write the same bytes, so a cache is kept, by
 * the tag of the image that it is for: an image made again from the same input is the same again.
 *
 * @param root the project's folder
 * @param folder where caches are kept; made when needed
 * @param java of the images' base
 */
record AotCaches(Path root, Path folder, Path java) {
  private static final String SUFFIX = ".aot";

  /** Nobody else's; on it the hub's ports are free, unless images are made twice at once. */
  private static final String BIND = "127.0.23.2";

  /** Recipes with their caches, as far as their programs can be trained. */
  Map<Program, ImageRecipe> completed(Map<Program, ImageRecipe> recipes)
      throws PassingFailure, InterruptedException {
    Map<StagedProgram, ImageRecipe> missing = new EnumMap<>(StagedProgram.class);
    Map<Program, ImageRecipe> completed = new EnumMap<>(Program.class);
    recipes.forEach(
        (program, recipe) -> {
          var staged = StagedProgram.of(program.project());
          staged
              .filter(it -> !Files.exists(place(it, recipe)))
              .ifPresent(it -> missing.put(it, recipe));
          completed.put(
              program, staged.map(it -> recipe.withCache(place(it, recipe))).orElse(recipe));
        });
    if (!missing.isEmpty()) {
      make(missing);
    }
    return completed;
  }

  private Path place(StagedProgram program, ImageRecipe recipe) {
    return folder.resolve(program.project() + "-" + recipe.tag() + SUFFIX);
  }

  private void make(Map<StagedProgram, ImageRecipe> missing)
      throws PassingFailure, InterruptedException {
    Path making = folder.resolve("making-" + ProcessHandle.current().pid());
    try {
      Path models = SimulatedModels.learn(root, making.resolve("models"));
      Map<StagedProgram, TrainingRun.Wanted> wanted = new EnumMap<>(StagedProgram.class);
      for (var entry : missing.entrySet()) {
        StagedProgram program = entry.getKey();
        ImageRecipe recipe = entry.getValue();
        Path jar = Layout.copy(recipe, making.resolve(program.project()));
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(recipe.javaOptions());
        command.addAll(List.of("-jar", jar.toString()));
        wanted.put(
            program, new TrainingRun.Wanted(command, making.resolve(program.project() + SUFFIX)));
      }
      new TrainingRun(root, making.resolve("training"), BIND, models).make(wanted);
      for (var entry : missing.entrySet()) {
        keep(wanted.get(entry.getKey()).cache(), entry.getKey(), entry.getValue());
      }
      Folders.delete(making);
    } catch (IOException e) {
      throw new Failure("no caches can be made in %s: %s".formatted(folder, e.getMessage()), e);
    }
  }

  /** Whole, and in the place of those of earlier builds. */
  private void keep(Path cache, StagedProgram program, ImageRecipe recipe) throws IOException {
    List<Path> old;
    try (Stream<Path> all = Files.list(folder)) {
      old = all.filter(it -> isOf(program, it.getFileName().toString())).toList();
    }
    Files.move(cache, place(program, recipe), StandardCopyOption.ATOMIC_MOVE);
    for (Path each : old) {
      Files.deleteIfExists(each);
    }
  }

  private static boolean isOf(StagedProgram program, String name) {
    return name.startsWith(program.project() + "-") && name.endsWith(SUFFIX);
  }
}
