package fettle.ops.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Small modules, laid out as Quarkus lays out a fast-jar. */
public final class Modules {
  private Modules() {}

  /** A module in {@code target/quarkus-app} of the folder. */
  public static FastJar in(Path folder, String code) throws IOException {
    Path app = folder.resolve("target/quarkus-app");
    write(app.resolve("quarkus-run.jar"), "starts the module");
    write(app.resolve("lib/boot/boot.jar"), "boot");
    write(app.resolve("lib/main/library.jar"), "library");
    for (String system : List.of("linux-x64", "linux-aarch64", "osx-aarch64")) {
      write(app.resolve("native").resolve(system).resolve("libruntime.so"), "for " + system);
    }
    write(app.resolve("quarkus/generated-bytecode.jar"), "generated");
    write(app.resolve("app/sensor-module-0.1.0.jar"), code);
    return new FastJar(app);
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** An image of a module, for both platforms. */
  public static ImageRecipe recipe(FastJar module, String base, String revision) {
    return new ImageRecipe(
        "fettle/sensor-module",
        module,
        new ImageBase.Pinned(base),
        List.of("linux/amd64", "linux/arm64"),
        "10001:10001",
        revision,
        new TreeMap<>(Map.of("SENSOR_BUFFER_FOLDER", "/data/buffer")));
  }
}
