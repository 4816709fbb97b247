package fettle.system;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.ops.Cli;
import fettle.ops.image.ArchiveFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * All programs as images, made once, and what may be in them.
 *
 * @param archives folder of an archive a program
 * @param kustomize the component that names them
 */
record MadeImages(Path archives, Path kustomize) {
  private static final long USER = 10001;

  /** Shells, package managers and their caches, compilers, other programs of a JDK. */
  private static final Pattern UNWANTED =
      Pattern.compile(
          "(.*/)?(bin/(ba|da)?sh|busybox|apt|apt-get|dpkg|gcc|cc|javac|jshell|jlink|keytool)"
              + "|var/(cache|lib/(apt|dpkg))/.*|.*\\.deb|root/.*|.*/\\.(m2|git|env|fettle)(/.*)?");

  private static final Pattern KEY_FILE = Pattern.compile(".*\\.(key|p12|jks|pfx|pem|kdbx)");
  private static final String PRIVATE_KEY = "PRIVATE KEY-----";

  static MadeImages in(Path folder) {
    MadeImages images =
        new MadeImages(folder.resolve("images"), folder.resolve("kustomization.yaml"));
    Cli run =
        Cli.run(
            Map.of(),
            "images",
            "--to",
            images.archives.toString(),
            "--without-components",
            // the others' are made in the same way, and take most of the time
            "--caches",
            String.join(",", HostPods.WITH_CACHE),
            "--kustomize",
            images.kustomize.toString());
    assertThat(run.exit()).as(run.toString()).isZero();
    images.files().forEach(file -> assertThat(run.out()).contains(file + " sha256:"));
    return images;
  }

  List<Path> files() {
    try (Stream<Path> files = Files.list(archives)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new AssertionError("no images were made", e);
    }
  }

  /** Neither a secret, nor a compiler, a shell or a package manager's cache. */
  void assertThatNothingUnwantedIsIn(Path file) throws IOException {
    Map<String, ArchiveFiles.Entry> files = ArchiveFiles.read(file).files();
    assertThat(files.keySet().stream().filter(path -> UNWANTED.matcher(path).matches()))
        .as(file.toString())
        .isEmpty();
    assertThat(files.keySet().stream().filter(path -> KEY_FILE.matcher(path).matches()))
        .as("%s: files of keys", file)
        .isEmpty();
    assertThat(
            files.entrySet().stream()
                .filter(it -> !it.getKey().endsWith(".jar"))
                .filter(it -> text(it.getValue()).contains(PRIVATE_KEY))
                .map(Map.Entry::getKey))
        .as("%s: private keys", file)
        .isEmpty();
  }

  private static String text(ArchiveFiles.Entry entry) {
    return new String(entry.head(), StandardCharsets.ISO_8859_1);
  }

  /** A service has a loader, a C library, a runtime and the program; it writes where it may. */
  void assertThatOnlyDataAndTmpCanBeWritten(String program) throws IOException {
    Path file =
        files().stream()
            .filter(it -> it.getFileName().toString().startsWith(program + "-"))
            .findFirst()
            .orElseThrow();
    ArchiveFiles image = ArchiveFiles.read(file);
    assertThat(
            image.files().entrySet().stream()
                .filter(it -> it.getValue().user() == USER || (it.getValue().mode() & 02) != 0)
                .map(Map.Entry::getKey))
        .containsExactlyInAnyOrder("data/", "tmp/");
    assertThat(image.config().at("/config/User").asText()).isEqualTo(USER + ":" + USER);
    assertThat(image.files().keySet())
        .anyMatch(path -> path.matches("lib(64)?/ld-linux.*"))
        .anyMatch(path -> path.matches("lib/.*/libc\\.so\\.6"))
        .contains("opt/java/bin/java", "opt/java/lib/modules", "app/quarkus-run.jar");
  }
}
