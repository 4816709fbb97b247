package fettle.ops.image;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** Small programs, laid out as the build lays out the ops program. */
public final class OpsPrograms {
  private OpsPrograms() {}

  /** A program in the folder, with libraries that it needs and one left over. */
  public static JarProgram in(Path folder, String code) throws IOException {
    Path libraries = Files.createDirectories(folder.resolve("lib"));
    for (String name : new String[] {"b-1.jar", "a-1.jar", "old-0.jar"}) {
      Files.writeString(libraries.resolve(name), name);
    }
    Path jar = folder.resolve("ops-0.1.0.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, "lib/b-1.jar lib/a-1.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream content = new JarOutputStream(out, manifest)) {
      content.putNextEntry(new ZipEntry("code"));
      content.write(code.getBytes(StandardCharsets.UTF_8));
    }
    return new JarProgram(jar);
  }
}
