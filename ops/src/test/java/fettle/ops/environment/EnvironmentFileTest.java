package fettle.ops.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fettle.ops.Failure;
import fettle.ops.pipeline.Redaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentFileTest {

  @TempDir Path folder;

  /** A section of this test. */
  record Hub(String sku, Integer units, Secret password) implements Section {
    Hub {
      sku = sku == null ? "S1" : sku;
      units = units == null ? 1 : units;
    }

    @Override
    public void check(Problems problems, String path) {
      problems.matches(path + ".sku", sku, "S[123]", "must be S1, S2 or S3");
      problems.within(path + ".units", units, 1, 200);
    }
  }

  private EnvironmentFile file(String... lines) throws IOException {
    return EnvironmentFile.read(
        Files.writeString(folder.resolve("plant.yaml"), String.join("\n", lines)));
  }

  @Test
  void whatIsLeftOutHasItsDefault() throws Exception {
    EnvironmentFile file = file("name: plant-a");
    assertThat(file.name()).isEqualTo("plant-a");
    assertThat(file.section("provision", Hub.class)).isEqualTo(new Hub("S1", 1, null));
  }

  @Test
  void everyFieldThatBreaksItsRuleIsNamed() throws Exception {
    EnvironmentFile file = file("name: plant-a", "provision:", "  sku: B1", "  units: 0");
    assertThatThrownBy(() -> file.section("provision", Hub.class))
        .isInstanceOf(Failure.class)
        .hasMessageEndingWith(
            "plant.yaml: provision.sku=B1 must be S1, S2 or S3; provision.units=0 must be 1 to 200");
  }

  @Test
  void anUnknownFieldIsRefusedAndNamed() throws Exception {
    EnvironmentFile file = file("name: plant-a", "provision:", "  unitz: 2");
    assertThatThrownBy(() -> file.section("provision", Hub.class))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("provision.unitz is unknown; there are [");
  }

  @Test
  void aFieldOfAWrongTypeIsNamed() throws Exception {
    EnvironmentFile file = file("name: plant-a", "provision:", "  units: many");
    assertThatThrownBy(() -> file.section("provision", Hub.class))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("provision.units");
  }

  @Test
  void anUnknownSectionAndABadNameAreRefused() {
    assertThatThrownBy(() -> file("name: A", "provsion: {}"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("name=A must be 3 to 20")
        .hasMessageContaining("provsion=… is unknown; there are name, azure, dataset");
  }

  @Test
  void whatIsNoYamlIsRefused() {
    assertThatThrownBy(() -> file("name: ["))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("is no YAML");
    assertThatThrownBy(() -> file("")).isInstanceOf(Failure.class).hasMessageContaining("is empty");
    assertThatThrownBy(() -> EnvironmentFile.read(folder.resolve("none.yaml")))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("--config");
  }

  @Test
  void aSecretStandsInAFileOnlyAsAReference() throws Exception {
    Redaction redaction = new Redaction();
    Path secret = Files.writeString(folder.resolve("secret"), "open sesame\n");
    Hub hub =
        file("name: plant-a", "provision:", "  password: file:" + secret)
            .section("provision", Hub.class);

    assertThat(hub.password().read(redaction)).isEqualTo("open sesame");
    assertThat(redaction.clean("it is open sesame")).isEqualTo("it is ***");
    assertThat(hub.toString()).doesNotContain("sesame");
  }

  @Test
  void aSecretWrittenOutIsRefusedWithoutBeingShown() {
    assertThatThrownBy(
            () ->
                file("name: plant-a", "provision:", "  password: hunter2hunter2")
                    .section("provision", Hub.class))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("provision.password")
        .hasMessageContaining("env:NAME or file:PATH")
        .hasMessageNotContaining("hunter2");
  }
}
