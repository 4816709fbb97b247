package fettle.ops.image;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.LogEvent;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Says to Jib what an image is made of. All times are fixed: the same input, the same bytes. */
final class ImageBuild {
  private static final String TOOL = "fettle";

  /** Of all files: an ahead-of-time cache is refused where a jar has another than in training. */
  static final Instant TIME = Instant.EPOCH.plusSeconds(1);

  /** What {@link ImageSize} knows these layers by. */
  static final String CACHE_LAYER = "aot";

  static final String DATA_LAYER = "data";
  static final String NATIVE_LAYER = "native";

  private static final FilePermissions FILE = FilePermissions.fromOctalString("644");
  private static final FilePermissions FOLDER = FilePermissions.fromOctalString("755");
  private static final String ROOT = "0:0";

  private ImageBuild() {}

  /** Layers are kept from run to run, and what is told of the work is passed on. */
  static Containerizer cachedIn(Path cache, Containerizer to, Consumer<String> progress) {
    return to.setAlwaysCacheBaseImage(true)
        .setBaseImageLayersCache(cache.resolve("base"))
        .setApplicationLayersCache(cache.resolve("modules"))
        .setToolName(TOOL)
        .addEventHandler(
            LogEvent.class,
            event -> {
              if (event.getLevel() == LogEvent.Level.LIFECYCLE && !event.getMessage().isBlank()) {
                progress.accept(event.getMessage().strip());
              }
            });
  }

  static JibContainerBuilder of(ImageRecipe recipe, JibContainerBuilder from) {
    JibContainerBuilder builder =
        from.setPlatforms(
                recipe.platforms().stream()
                    .map(ImageBuild::platform)
                    .collect(Collectors.toUnmodifiableSet()))
            .setCreationTime(TIME)
            .setUser(recipe.user())
            .setWorkingDirectory(AbsoluteUnixPath.get(ImageRecipe.DATA))
            .setEntrypoint(recipe.entrypoint())
            .setEnvironment(recipe.environment())
            .setLabels(recipe.labels())
            .setVolumes(Set.of(AbsoluteUnixPath.get(ImageRecipe.DATA)))
            .addFileEntriesLayer(dataFolder(recipe));
    for (Application.Part part : recipe.parts()) {
      builder.addFileEntriesLayer(layer(recipe.application(), part));
    }
    recipe.cache().ifPresent(file -> builder.addFileEntriesLayer(cacheLayer(file)));
    return builder;
  }

  private static FileEntriesLayer cacheLayer(Path file) {
    return FileEntriesLayer.builder()
        .setName(CACHE_LAYER)
        .addEntry(file, AbsoluteUnixPath.get(ImageRecipe.CACHE), FILE, TIME, ROOT)
        .build();
  }

  static Platform platform(String name) {
    String[] parts = name.split("/", 2);
    return new Platform(parts[1], parts[0]);
  }

  /** The one folder that belongs to the program's user; a new volume takes its owner from it. */
  private static FileEntriesLayer dataFolder(ImageRecipe recipe) {
    return FileEntriesLayer.builder()
        .setName(DATA_LAYER)
        .addEntry(
            recipe.application().folder(),
            AbsoluteUnixPath.get(ImageRecipe.DATA),
            FOLDER,
            TIME,
            recipe.user())
        .build();
  }

  private static FileEntriesLayer layer(Application application, Application.Part part) {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(part.name());
    AbsoluteUnixPath app = AbsoluteUnixPath.get(ImageRecipe.APP);
    for (Path path : application.paths(part)) {
      layer.addEntry(
          path,
          app.resolve(application.folder().relativize(path)),
          Files.isDirectory(path) ? FOLDER : FILE,
          TIME,
          ROOT);
    }
    return layer.build();
  }
}
