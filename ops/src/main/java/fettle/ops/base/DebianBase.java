package fettle.ops.base;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import fettle.ops.Failure;
import fettle.ops.image.ImageBase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The base, as an archive of this machine's architecture. All times are fixed. */
public final class DebianBase {
  private static final String JAVA = "/opt/java";
  private static final Instant TIME = Instant.EPOCH.plusSeconds(1);
  private static final FilePermissions FILE = FilePermissions.fromOctalString("644");
  private static final FilePermissions PROGRAM = FilePermissions.fromOctalString("755");
  private static final FilePermissions SHARED = FilePermissions.fromOctalString("777");

  /** Sorted: the image keeps its order, and another map's is another one in every process. */
  private static final SortedMap<String, String> ENVIRONMENT =
      Collections.unmodifiableSortedMap(
          new TreeMap<>(Map.of("PATH", JAVA + "/bin", "JAVA_HOME", JAVA, "LANG", "C.UTF-8")));

  private final Path folder;

  /**
   * @param folder where packages, runtimes and the base are kept; made when needed
   */
  public DebianBase(Path folder) {
    this.folder = folder.toAbsolutePath();
  }

  /** {@code linux/amd64}, or as this machine's architecture is called. */
  public static String platform() {
    return switch (System.getProperty("os.arch")) {
      case "amd64", "x86_64" -> "linux/amd64";
      case "aarch64" -> "linux/arm64";
      case String other -> "linux/" + other;
    };
  }

  /**
   * Makes the base, or makes it again, byte by byte the same.
   *
   * @throws Failure saying what is missing on this machine
   */
  public ImageBase.Archive make() throws InterruptedException {
    DebianLibraries.Contents debian = new DebianLibraries(folder.resolve("debian")).contents();
    SortedMap<String, Path> runtime = new LinkedRuntime(folder.resolve("java")).files();
    Path archive = folder.resolve("base.tar");
    try {
      String[] platform = platform().split("/");
      Jib.fromScratch()
          .setPlatforms(Set.of(new Platform(platform[1], platform[0])))
          .setCreationTime(TIME)
          .setEnvironment(ENVIRONMENT)
          .setLabels(
              Map.of(
                  "org.opencontainers.image.title", "fettle base",
                  "fettle.base.java", Runtime.version().toString(),
                  "fettle.base.packages", String.join(" ", debian.packages())))
          .addFileEntriesLayer(layer("libraries", "", debian.files()))
          .addFileEntriesLayer(layer("system", "", system()))
          .addFileEntriesLayer(tmp())
          .addFileEntriesLayer(layer("java", JAVA + "/", runtime))
          .containerize(
              Containerizer.to(TarImage.at(archive).named("localhost/fettle/base:1"))
                  .setBaseImageLayersCache(folder.resolve("cache"))
                  .setApplicationLayersCache(folder.resolve("cache"))
                  .setToolName("fettle"));
      return ImageBase.archive(archive);
    } catch (IOException e) {
      throw new Failure("the base %s cannot be made: %s".formatted(archive, e.getMessage()), e);
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("a base of files on this machine needs no registry", e);
    }
  }

  /** The base's own {@code java}, as this machine can run it. */
  public Path java() throws InterruptedException {
    return new LinkedRuntime(folder.resolve("java")).home().resolve("bin/java");
  }

  /** Who there is, and where names of hosts are looked up. */
  private SortedMap<String, Path> system() throws IOException {
    SortedMap<String, String> texts = new TreeMap<>();
    texts.put("/etc/passwd", "root:x:0:0:root:/:/none\nfettle:x:10001:10001::/data:/none\n");
    texts.put("/etc/group", "root:x:0:\nfettle:x:10001:\n");
    texts.put("/etc/nsswitch.conf", "passwd: files\ngroup: files\nhosts: files dns\n");
    SortedMap<String, Path> files = new TreeMap<>();
    Path system = Files.createDirectories(folder.resolve("system"));
    for (Map.Entry<String, String> text : texts.entrySet()) {
      Path file = system.resolve(Path.of(text.getKey()).getFileName());
      files.put(text.getKey(), Files.writeString(file, text.getValue()));
    }
    return files;
  }

  private FileEntriesLayer tmp() {
    return FileEntriesLayer.builder()
        .setName("tmp")
        .addEntry(folder, AbsoluteUnixPath.get("/tmp"), SHARED, TIME, "0:0")
        .build();
  }

  private static FileEntriesLayer layer(String name, String top, SortedMap<String, Path> files) {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
    files.forEach(
        (path, file) ->
            layer.addEntry(file, AbsoluteUnixPath.get(top + path), permissions(path), TIME, "0:0"));
    return layer.build();
  }

  private static FilePermissions permissions(String path) {
    boolean program =
        path.startsWith("bin/")
            || List.of("jexec", "jspawnhelper").contains(Path.of(path).getFileName().toString())
            || path.contains(".so");
    return program ? PROGRAM : FILE;
  }
}
