package fettle.ops.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fettle.ops.Cli;
import fettle.ops.base.DebianBase;
import fettle.ops.image.ArchiveFiles;
import fettle.ops.image.ImageArchives;
import fettle.ops.image.ImageBase;
import fettle.ops.image.ImageRecipe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the images of the programs as they were built, and what is not. */
class ImagesIT {
  private static final Path ROOT = Path.of(System.getProperty("fettle.root"));

  /** Shells, package managers and their caches, compilers, other programs of a JDK. */
  private static final Pattern UNWANTED =
      Pattern.compile(
          "(.*/)?(bin/(ba|da)?sh|busybox|apt|apt-get|dpkg|gcc|cc|javac|jshell|jlink|keytool)"
              + "|var/(cache|lib/(apt|dpkg))/.*|.*\\.deb|root/.*|.*/\\.(m2|git|env|fettle)(/.*)?");

  private static final Pattern KEY_FILE = Pattern.compile(".*\\.(key|p12|jks|pfx|pem|kdbx)");
  private static final String PRIVATE_KEY = "PRIVATE KEY-----";

  @TempDir static Path folder;
  private static ImageBase base;

  @BeforeAll
  static void makeTheBase() throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/apt-get")),
        "skipped: a base of Debian packages needs apt-get");
    base = new DebianBase(ROOT.resolve(".fettle/images/base")).make();
  }

  private static ArchiveFiles image(Program program) throws Exception {
    ImageRecipe recipe =
        new ImageRecipe(
            "fettle/" + program.project(),
            program.application(ROOT),
            base,
            List.of(DebianBase.platform()),
            "10001:10001",
            "c0ffee",
            program.environment());
    return ArchiveFiles.read(
        new ImageArchives(folder, ROOT.resolve(".fettle/images/cache"))
            .write(recipe, line -> {})
            .file());
  }

  @Test
  void noImageHoldsASecretACompilerAShellOrAPackageManagersCache() throws Exception {
    for (Program program : Program.values()) {
      Map<String, ArchiveFiles.Entry> files = image(program).files();

      assertThat(files.keySet().stream().filter(path -> UNWANTED.matcher(path).matches()))
          .as(program.project())
          .isEmpty();
      assertThat(files.keySet().stream().filter(path -> KEY_FILE.matcher(path).matches()))
          .as("%s: files of keys", program.project())
          .isEmpty();
      assertThat(
              files.entrySet().stream()
                  .filter(it -> !it.getKey().endsWith(".jar"))
                  .filter(it -> text(it.getValue()).contains(PRIVATE_KEY))
                  .map(Map.Entry::getKey))
          .as("%s: private keys", program.project())
          .isEmpty();
    }
  }

  private static String text(ArchiveFiles.Entry entry) {
    return new String(entry.head(), StandardCharsets.ISO_8859_1);
  }

  @Test
  void onlyDataAndTmpCanBeWrittenByTheProgramsUser() throws Exception {
    ArchiveFiles image = image(Program.GATEWAY);

    assertThat(
            image.files().entrySet().stream()
                .filter(it -> it.getValue().user() == 10001 || (it.getValue().mode() & 02) != 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet()))
        .containsExactlyInAnyOrder("data/", "tmp/");
    assertThat(image.config().at("/config/User").asText()).isEqualTo("10001:10001");
    assertThat(image.files().keySet())
        .as("a loader, a C library, a runtime and the program")
        .anyMatch(path -> path.matches("lib(64)?/ld-linux.*"))
        .anyMatch(path -> path.matches("lib/.*/libc\\.so\\.6"))
        .contains("opt/java/bin/java", "opt/java/lib/modules", "app/quarkus-run.jar");
  }

  @Test
  void theCommandNamesEveryImageAndWritesWhatKustomizeNeeds() throws Exception {
    Path list = folder.resolve("kustomization.yaml");
    Path archive = folder.resolve("out/iot-hub-emulator-" + arch() + ".tar");

    Cli run =
        Cli.run(
            Map.of("images", new ImagesCommand(ROOT)),
            "images",
            "--to",
            archive.getParent().toString(),
            "--only",
            "iot-hub-emulator",
            "--without-components",
            "--kustomize",
            list.toString());

    assertThat(run.exit()).as(run.toString()).isZero();
    assertThat(run.out()).startsWith("iot-hub-emulator  " + archive + " sha256:");
    assertThat(Files.readString(list))
        .containsPattern(
            "- name: fettle/iot-hub-emulator\n"
                + "    newName: localhost/fettle/iot-hub-emulator\n"
                + "    newTag: [0-9a-f]{32}\n");
    assertThat(archive).isNotEmptyFile();
  }

  private static String arch() {
    return DebianBase.platform().replaceFirst(".*/", "");
  }
}
