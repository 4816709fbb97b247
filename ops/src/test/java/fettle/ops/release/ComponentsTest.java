package fettle.ops.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fettle.ops.Failure;
import fettle.ops.hash.Sha256;
import fettle.ops.image.FastJar;
import fettle.ops.image.Modules;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComponentsTest {
  @TempDir Path folder;

  private Path list(String... components) throws Exception {
    return Files.writeString(
        folder.resolve("bom.json"),
        """
        {"bomFormat": "CycloneDX", "specVersion": "1.6",
         "metadata": {"component": {"name": "sensor-module", "version": "0.1.0"}},
         "components": [%s]}
        """
            .formatted(String.join(",", components)));
  }

  private static String component(String name, String version) {
    return "{\"type\": \"library\", \"name\": \"%s\", \"version\": \"%s\"}"
        .formatted(name, version);
  }

  private JsonNode written(Path list, FastJar module) throws Exception {
    Path out = folder.resolve("out/sensor-module.cdx.json");
    Components.read(list).completedBy(module).write(out);
    return new ObjectMapper().readTree(out.toFile()).path("components");
  }

  @Test
  void aLibraryThatTheBuildDoesNotKnowIsAddedWithItsHash() throws Exception {
    FastJar module = Modules.in(folder, "code");
    Path added = module.folder().resolve("lib/main/io.quarkus.added-3.1.jar");
    Files.writeString(added, "added by Quarkus");

    JsonNode components = written(list(component("library", "1"), component("boot", "1")), module);

    JsonNode last = components.path(components.size() - 1);
    assertThat(components.findValuesAsText("name"))
        .as("two that the list has, two without a version, and the added one")
        .containsExactly("library", "boot", "boot", "io.quarkus.added", "library");
    JsonNode named = components.path(3);
    assertThat(named.path("version").asText()).isEqualTo("3.1");
    assertThat(named.at("/hashes/0/content").asText()).isEqualTo(Sha256.of(added));
    assertThat(last.at("/hashes/0/alg").asText()).isEqualTo("SHA-256");
  }

  @Test
  void aLibraryThatTheBuildKnowsIsNotAddedAgain() throws Exception {
    FastJar module = Modules.in(folder, "code");
    Path main = module.folder().resolve("lib/main");
    Files.delete(main.resolve("library.jar"));
    Files.delete(module.folder().resolve("lib/boot/boot.jar"));
    Files.writeString(
        main.resolve("io.netty.netty-transport-4.1.2-linux-x86_64.jar"), "classified");
    Files.writeString(main.resolve("org.acme.one-1.0.jar"), "grouped");

    JsonNode components =
        written(list(component("netty-transport", "4.1.2"), component("one", "1.0")), module);

    assertThat(components).hasSize(2);
  }

  @Test
  void aListThatIsMissingOrNoneIsSaid() throws Exception {
    assertThatThrownBy(() -> Components.read(folder.resolve("none.json")))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("none.json cannot be read; ./mvnw org.cyclonedx");
    Path other = Files.writeString(folder.resolve("other.json"), "{}");
    assertThatThrownBy(() -> Components.read(other))
        .isInstanceOf(Failure.class)
        .hasMessage(other + " is no CycloneDX document");
  }
}
