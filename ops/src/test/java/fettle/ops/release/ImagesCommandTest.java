package fettle.ops.release;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.ops.Cli;
import java.nio.file.Path;
import java.util.Map;
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

  @Test
  void aPlaceIsNeeded() {
    assertThat(images().exit()).isEqualTo(2);
  }
}
