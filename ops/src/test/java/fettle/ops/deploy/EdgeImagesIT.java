package fettle.ops.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fettle.ops.image.ImageRegistry;
import fettle.ops.image.ImageStep;
import fettle.ops.image.RegistryLogin;
import fettle.ops.image.RegistryProcess;
import fettle.ops.pipeline.Journal;
import fettle.ops.pipeline.Pipeline;
import fettle.ops.pipeline.PipelineRunner;
import fettle.ops.pipeline.Redaction;
import fettle.ops.pipeline.Retries;
import fettle.ops.pipeline.RunState;
import fettle.ops.pipeline.Step;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The project's own modules, as they were built, in a real registry. */
class EdgeImagesIT {
  @TempDir Path folder;

  @Test
  void bothModulesAreBuiltAndPushedForTwoArchitecturesAndCanBePulled() throws Exception {
    try (RegistryProcess registry = RegistryProcess.start(folder.resolve("registry"))) {
      DeploySettings settings =
          new DeploySettings(null, null, null, null, null, null, null, null, null, null, null);
      ImageSource source =
          new ImageSource(
              Path.of(System.getProperty("fettle.root")),
              settings,
              registry.pushBase(),
              folder.resolve("cache"),
              new Redaction());
      ModuleImages images =
          source.built(
              new ManifestParts.Credentials(
                  "fettle",
                  registry.server(),
                  Optional.of(new RegistryLogin(RegistryProcess.USER, RegistryProcess.PASSWORD))));
      List<Step> steps = new ArrayList<Step>(images.steps());

      RunState run =
          new PipelineRunner(
                  new Journal(folder.resolve("runs")),
                  new Redaction(),
                  Retries.DEFAULT,
                  InstantSource.system())
              .run(
                  new Pipeline("images", steps),
                  new PipelineRunner.Request("plant-a", "azure", "one"),
                  event -> {});

      assertThat(run.succeeded()).as(run.toString()).isTrue();
      for (ImageStep step : images.steps()) {
        assertThat(ImageRegistry.serverOf(step.image())).isEqualTo(registry.server());
        String repository = step.image().substring(step.image().indexOf('/') + 1).split(":")[0];
        String tag = step.image().substring(step.image().lastIndexOf(':') + 1);
        JsonNode list = registry.manifest(repository, tag);
        assertThat(list.path("manifests").findValuesAsText("architecture"))
            .containsExactlyInAnyOrder("amd64", "arm64");
        for (JsonNode each : list.path("manifests")) {
          JsonNode manifest = registry.manifest(repository, each.path("digest").asText());
          JsonNode config = registry.config(repository, manifest).path("config");
          assertThat(config.path("User").asText()).isEqualTo("10001:10001");
          assertThat(config.at("/Labels").path("org.opencontainers.image.version").asText())
              .isEqualTo("0.1.0");
          for (JsonNode layer : manifest.path("layers")) {
            assertThat(registry.blob(repository, layer.path("digest").asText()))
                .hasSize(layer.path("size").asInt());
          }
        }
      }
    }
  }
}
