package fettle.ops.local.edge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/**
 * What edgeAgent starts as a module in tests, laid out as a built module of the project: it writes
 * its environment down and lives until it is told to end.
 */
public final class ModuleProgram {
  private ModuleProgram() {}

  /**
   * Writes its environment and lives on; with {@code MODULE_EXIT} it ends at once with that code.
   */
  public static void main(String[] args) throws Exception {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(System.getenv())
        .forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
    Path part = Files.writeString(Path.of("environment.part"), text);
    Files.move(part, Path.of("environment"), StandardCopyOption.REPLACE_EXISTING);
    String exit = System.getenv("MODULE_EXIT");
    if (exit != null) {
      System.exit(Integer.parseInt(exit));
    }
    Thread.currentThread().join();
  }

  /** Puts this program where a project has a built module. */
  static void install(Path root, String module) throws IOException {
    Path jar = root.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
    Files.createDirectories(jar.getParent());
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.MAIN_CLASS, ModuleProgram.class.getName());
    String entry = ModuleProgram.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        var in = ModuleProgram.class.getClassLoader().getResourceAsStream(entry)) {
      out.putNextEntry(new ZipEntry(entry));
      in.transferTo(out);
      out.closeEntry();
    }
  }
}
