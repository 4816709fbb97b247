package fettle.ops.release;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.ops.Cli;
import fettle.ops.image.Bases;
import fettle.ops.image.Modules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagesCommandTest {
  @TempDir Path folder;

  private Cli images(String... options) {
    return Cli.run(
        Map.of("images", new ImagesCommand(folder)),
        Stream.concat(Stream.of("images"), Stream.of(options)).toArray(String[]::new));
  }

  @Test
  void aProgramThatIsNoneIsSaidWithThoseThereAre() {
    assertThat(images("--to", "x", "--only", "redis").err())
        .contains("redis is none of the programs sensor-module, inference-module");
  }

  @Test
  void aBaseThatIsNeitherThereNorPinnedIsRefused() {
    assertThat(images("--to", "x", "--base", "none.tar").err()).contains("none.tar is no file");
    assertThat(images("--to", "x", "--base", "jre@sha256:12").err())
        .contains("must be an image with its digest");
  }

  @Test
  void severalPlatformsDoNotFitIntoAnArchive() {
    assertThat(images("--to", "x", "--platforms", "linux/amd64,linux/arm64").err())
        .contains("--platforms names several; an archive holds one");
  }

  @Test
  void rootIsNotTaken() {
    assertThat(images("--to", "x", "--user", "0:0").err())
        .contains("images.user=0:0 must be a numeric user:group, neither of them root's 0");
  }

  private String[] archivesOf(Path out, String... programs) throws Exception {
    for (String program : programs) {
      Modules.in(folder.resolve(program), "code of " + program);
    }
    return new String[] {
      "--to",
      out.toString(),
      "--base",
      Bases.archive(folder, "archive").toString(),
      "--platforms",
      "linux/amd64",
      "--only",
      String.join(",", programs),
      "--without-components"
    };
  }

  @Test
  void imagesThatAreMadeSideBySideAreToldOfInTheProgramsOrder() throws Exception {
    Path out = folder.resolve("out");
    String[] options = archivesOf(out, "dashboard-ui", "stream-gateway", "sensor-module");
    Path libraries = folder.resolve("sensor-module/target/quarkus-app/lib/main");
    byte[] large = new byte[8 << 20];
    new Random(1).nextBytes(large);
    Files.write(libraries.resolve("takes-longer-than-the-others.jar"), large);

    Cli run = images(options);

    assertThat(run.exit()).as(run.toString()).isZero();
    assertThat(run.out().lines().map(line -> line.replaceFirst(" .*", "")))
        .containsExactly("sensor-module", "stream-gateway", "dashboard-ui");
    assertThat(out)
        .isDirectoryContaining("glob:**/sensor-module-amd64.tar")
        .isDirectoryContaining("glob:**/stream-gateway-amd64.tar")
        .isDirectoryContaining("glob:**/dashboard-ui-amd64.tar");
  }

  @Test
  void anImageThatCannotBeMadeIsNamed() throws Exception {
    Path out = folder.resolve("out");
    String[] options = archivesOf(out, "sensor-module", "stream-gateway");
    Files.createDirectories(out.resolve("stream-gateway-amd64.tar/in-its-place"));

    Cli run = images(options);

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err())
        .contains("stream-gateway: " + out.resolve("stream-gateway-amd64.tar") + " cannot be");
  }

  @Test
  void aPlaceIsNeeded() {
    assertThat(images().exit()).isEqualTo(2);
  }
}
