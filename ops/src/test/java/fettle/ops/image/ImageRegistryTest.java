package fettle.ops.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import fettle.ops.Failure;
import fettle.ops.pipeline.PassingFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pushes into a real registry, and pulls from it what was pushed. */
class ImageRegistryTest {
  private static final String REPOSITORY = "fettle/sensor-module";

  @TempDir Path folder;

  @Test
  void anImageIsPushedForBothPlatformsAsOneList() throws Exception {
    try (RegistryProcess registry = RegistryProcess.start(folder.resolve("registry"))) {
      ImageRecipe recipe =
          Modules.recipe(Modules.in(folder, "code"), registry.pushBase(), "c0ffee");

      String digest = registry.client().push(recipe, line -> {});

      JsonNode list = registry.manifest(REPOSITORY, recipe.tag());
      assertThat(list.path("manifests").findValuesAsText("architecture"))
          .containsExactlyInAnyOrder("amd64", "arm64");
      assertThat(registry.manifest(REPOSITORY, digest)).isEqualTo(list);
      for (JsonNode each : list.path("manifests")) {
        JsonNode manifest = registry.manifest(REPOSITORY, each.path("digest").asText());
        JsonNode config = registry.config(REPOSITORY, manifest);
        assertThat(config.path("architecture")).isEqualTo(each.at("/platform/architecture"));
        assertThat(config.path("created").asText()).isEqualTo("1970-01-01T00:00:01Z");
        assertThat(config.at("/config/User").asText()).isEqualTo("10001:10001");
        assertThat(config.at("/config/Entrypoint").toString())
            .endsWith("\"-jar\",\"/app/quarkus-run.jar\"]");
        assertThat(config.at("/config/Env").toString())
            .contains("FROM=base", "SENSOR_BUFFER_FOLDER=/data/buffer");
        JsonNode labels = config.at("/config/Labels");
        assertThat(labels.path("org.opencontainers.image.version").asText()).isEqualTo("0.1.0");
        assertThat(labels.path("org.opencontainers.image.revision").asText()).isEqualTo("c0ffee");
        assertThat(labels.path("org.opencontainers.image.licenses").asText())
            .isEqualTo("Apache-2.0");
        assertThat(manifest.path("layers")).hasSize(6);
        assertThat(Layers.files(registry, REPOSITORY, manifest))
            .containsEntry("app/app/sensor-module-0.1.0.jar", "0:0 644")
            .containsEntry("app/lib/main/library.jar", "0:0 644")
            .containsEntry("app/quarkus/generated-bytecode.jar", "0:0 644")
            .containsEntry("app/quarkus-run.jar", "0:0 644")
            .containsEntry("app/native/linux-x64/libruntime.so", "0:0 644")
            .containsEntry("app/native/linux-aarch64/libruntime.so", "0:0 644")
            .doesNotContainKey("app/native/osx-aarch64/libruntime.so")
            .containsEntry("data/", "10001:10001 755");
      }
    }
  }

  @Test
  void anImageThatIsThereIsNotPushedAgain() throws Exception {
    try (RegistryProcess registry = RegistryProcess.start(folder.resolve("registry"))) {
      ImageRecipe recipe =
          Modules.recipe(Modules.in(folder, "code"), registry.pushBase(), "c0ffee");
      assertThat(registry.client().digest(REPOSITORY, recipe.tag())).isEmpty();
      registry.client().push(recipe, line -> {});
      long writes = registry.writes();

      Optional<String> there = registry.client().digest(REPOSITORY, recipe.tag());

      assertThat(there).isPresent();
      assertThat(registry.writes()).isEqualTo(writes).isPositive();
    }
  }

  @Test
  void theSameInputMakesTheSameImageWhereverAndWheneverItIsBuilt() throws Exception {
    try (RegistryProcess registry = RegistryProcess.start(folder.resolve("registry"))) {
      String base = registry.pushBase();
      FastJar here = Modules.in(folder.resolve("here"), "code");
      FastJar there = Modules.in(folder.resolve("there"), "code");
      String first = registry.client().push(Modules.recipe(here, base, "c0ffee"), line -> {});

      String second = registry.client().push(Modules.recipe(there, base, "c0ffee"), line -> {});

      assertThat(second).isEqualTo(first);
    }
  }

  @Test
  void aWrongPasswordIsSaidInOneSentenceWithoutShowingIt() throws Exception {
    try (RegistryProcess registry = RegistryProcess.start(folder.resolve("registry"))) {
      ImageRegistry client =
          new ImageRegistry(
              registry.server(),
              Optional.of(new RegistryLogin(RegistryProcess.USER, "planted-wrong-pw")),
              folder.resolve("cache"));

      assertThatThrownBy(() -> client.digest(REPOSITORY, "any"))
          .isInstanceOf(Failure.class)
          .hasMessageContaining(registry.server() + " refuses the login; set deploy.registry")
          .hasMessageNotContaining("planted");
    }
  }

  @Test
  void aRegistryThatIsNotThereIsWorthTryingAgain() {
    ImageRegistry client = new ImageRegistry("127.0.0.1:1", Optional.empty(), folder);

    assertThatThrownBy(() -> client.digest(REPOSITORY, "any"))
        .isInstanceOf(PassingFailure.class)
        .hasMessageStartingWith("the registry 127.0.0.1:1: ");
  }

  @Test
  void theTagFollowsTheContentAndNotTheRevision() throws Exception {
    String base = "example.com/jre@sha256:" + "0".repeat(64);
    FastJar module = Modules.in(folder.resolve("one"), "code");
    FastJar changed = Modules.in(folder.resolve("two"), "other code");
    List<String> tags = new ArrayList<>();

    tags.add(Modules.recipe(module, base, "c0ffee").tag());
    tags.add(Modules.recipe(changed, base, "c0ffee").tag());
    tags.add(Modules.recipe(module, base.replace('0', '1'), "c0ffee").tag());

    assertThat(tags).doesNotHaveDuplicates().allMatch(tag -> tag.matches("[0-9a-f]{32}"));
    assertThat(Modules.recipe(module, base, "decade").tag()).isEqualTo(tags.getFirst());
    Files.delete(module.folder().resolve("lib/main/library.jar"));
    assertThat(tags).doesNotContain(Modules.recipe(module, base, "c0ffee").tag());
  }

  @Test
  void aModuleThatIsNotBuiltIsSaid() {
    assertThatThrownBy(() -> new FastJar(folder))
        .isInstanceOf(Failure.class)
        .hasMessage("there is no built module in " + folder + "; build it with ./mvnw package");
  }

  @Test
  void onlyLoopbackAddressesAreSpokenToInTheClear() {
    assertThat(List.of("127.0.0.1:5000", "localhost:5000", "[::1]:5000", "127.3.2.1"))
        .allMatch(ImageRegistry::isLoopback);
    assertThat(List.of("fettle.azurecr.io", "127.0.0.1.example.com:5000", "10.0.0.1:5000"))
        .noneMatch(ImageRegistry::isLoopback);
  }
}
