package fettle.ops.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import fettle.ops.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pushes the ops program into a real registry, and pulls from it what was pushed. */
class OpsProgramTest {
  private static final String REPOSITORY = "fettle/ops";

  @TempDir Path folder;

  private static ImageRecipe recipe(JarProgram program, String base, String... platforms) {
    return new ImageRecipe(
        REPOSITORY,
        program,
        new ImageBase.Pinned(base),
        List.of(platforms),
        "10001:10001",
        "c0ffee",
        new TreeMap<>());
  }

  @Test
  void theImageServesJobsAndCommandsAndHoldsNoMoreThanItNeeds() throws Exception {
    try (RegistryProcess registry = RegistryProcess.start(folder.resolve("registry"))) {
      ImageRecipe recipe =
          recipe(
              OpsPrograms.in(folder.resolve("target"), "code"), registry.pushBase(), "linux/amd64");

      registry.client().push(recipe, line -> {});

      assertThat(registry.client().digest(REPOSITORY, recipe.tag())).isPresent();
      JsonNode manifest = registry.manifest(REPOSITORY, recipe.tag());
      assertThat(manifest.path("layers")).as("data, libraries, program").hasSize(3);
      assertThat(Layers.files(registry, REPOSITORY, manifest))
          .containsEntry("data/", "10001:10001 755")
          .containsEntry("app/lib/a-1.jar", "0:0 644")
          .containsEntry("app/lib/b-1.jar", "0:0 644")
          .containsEntry("app/ops-0.1.0.jar", "0:0 644")
          .doesNotContainKey("app/lib/old-0.jar");
      JsonNode config = registry.config(REPOSITORY, manifest);
      assertThat(config.path("architecture").asText()).isEqualTo("amd64");
      assertThat(config.at("/config/User").asText()).isEqualTo("10001:10001");
      assertThat(config.at("/config/WorkingDir").asText()).isEqualTo("/data");
      assertThat(config.at("/config/Entrypoint").toString())
          .startsWith("[\"java\",")
          .endsWith("\"-jar\",\"/app/ops-0.1.0.jar\"]");
      assertThat(config.path("config").path("Cmd").isMissingNode()).isTrue();
    }
  }

  @Test
  void anotherProgramSharesTheLayerOfLibraries() throws Exception {
    try (RegistryProcess registry = RegistryProcess.start(folder.resolve("registry"))) {
      String base = registry.pushBase();
      ImageRecipe one = recipe(OpsPrograms.in(folder.resolve("1"), "one"), base, "linux/amd64");
      ImageRecipe two = recipe(OpsPrograms.in(folder.resolve("2"), "two"), base, "linux/amd64");
      registry.client().push(one, line -> {});

      registry.client().push(two, line -> {});

      assertThat(two.tag()).isNotEqualTo(one.tag());
      JsonNode first = registry.manifest(REPOSITORY, one.tag()).path("layers");
      JsonNode second = registry.manifest(REPOSITORY, two.tag()).path("layers");
      assertThat(second.path(1)).isEqualTo(first.path(1));
      assertThat(second.path(2)).isNotEqualTo(first.path(2));
    }
  }

  @Test
  void theTagIsTheSameWhereTheProgramRunsFromItsImage() throws Exception {
    String base = "example.com/jre@sha256:" + "0".repeat(64);
    JarProgram built = OpsPrograms.in(folder.resolve("built"), "code");
    Path image = Files.createDirectories(folder.resolve("image/lib")).getParent();
    for (Application.Part part : built.parts()) {
      for (Path path : built.paths(part)) {
        Files.copy(path, image.resolve(built.folder().relativize(path)));
      }
    }

    JarProgram inside = new JarProgram(image.resolve(built.runner()));

    assertThat(recipe(inside, base).tag()).isEqualTo(recipe(built, base).tag());
    assertThat(inside.version()).isEqualTo("0.1.0");
  }

  @Test
  void aProgramThatIsNotBuiltIsSaid() throws Exception {
    Path jar = folder.resolve("ops-0.1.0.jar");
    assertThatThrownBy(() -> new JarProgram(jar))
        .isInstanceOf(Failure.class)
        .hasMessage("the program " + jar + " is not there; build it with ./mvnw package");
    JarProgram program = OpsPrograms.in(folder, "code");
    Files.delete(folder.resolve("lib/a-1.jar"));

    assertThatThrownBy(program::parts)
        .isInstanceOf(Failure.class)
        .hasMessageContaining("lib/a-1.jar is not there, which ops-0.1.0.jar needs");
  }
}
