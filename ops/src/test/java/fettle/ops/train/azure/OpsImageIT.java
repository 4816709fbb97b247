package fettle.ops.train.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fettle.ops.image.ImageBase;
import fettle.ops.image.ImageRecipe;
import fettle.ops.image.JarProgram;
import fettle.ops.image.Layers;
import fettle.ops.image.RegistryProcess;
import fettle.ops.train.TrainingFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as it was built, pushed, pulled, and run from what was pulled and nothing else. */
class OpsImageIT {
  private static final String REPOSITORY = "fettle/ops";
  private static final int LIMIT_SECONDS = 120;

  @TempDir Path folder;

  @Test
  void theImageRunsAJobsCommandAndTheCommandsOfAContainer() throws Exception {
    try (RegistryProcess registry = RegistryProcess.start(folder.resolve("registry"))) {
      ImageRecipe recipe = recipe(registry.pushBase());
      registry.client().push(recipe, line -> {});
      JsonNode manifest = registry.manifest(REPOSITORY, recipe.tag());
      Path root = folder.resolve("root");
      Layers.extract(registry, REPOSITORY, manifest, root);
      Path recording = new TrainingFixture(folder).recording("pump-01.csv", 900, 1);

      String job = run(root, jobCommand(recording.getParent(), root.resolve("data/models")));
      String help = run(root, entrypoint(registry.config(REPOSITORY, manifest)) + " train --help");

      assertThat(job).contains("manifest ", "sha256 ");
      assertThat(root.resolve("data/models/pump-1.onnx")).isRegularFile();
      assertThat(help).contains("--target=local|azure", "--json");
    }
  }

  private static ImageRecipe recipe(String base) {
    return new ImageRecipe(
        REPOSITORY,
        new JarProgram(
            Path.of(System.getProperty("fettle.root")).resolve("ops/target/ops-0.1.0.jar")),
        new ImageBase.Pinned(base),
        List.of("linux/amd64"),
        "10001:10001",
        "c0ffee",
        new TreeMap<>());
  }

  private static String jobCommand(Path recordings, Path models) {
    return OpsImage.command(List.of("--name", "pump"))
        .replace("${{inputs.recordings}}", recordings.toString())
        .replace("${{outputs.models}}", models.toString());
  }

  private static String entrypoint(JsonNode config) {
    List<String> words = new ArrayList<>();
    config.at("/config/Entrypoint").forEach(word -> words.add(word.asText()));
    return String.join(" ", words);
  }

  /** Runs a command line in a shell, as in a container whose file system is the folder. */
  private String run(Path root, String command) throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "output", ".txt");
    String here =
        command
            .replace("/app/", root + "/app/")
            .replaceFirst("^java", System.getProperty("java.home") + "/bin/java");
    Process process =
        new ProcessBuilder("/bin/sh", "-c", here)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(output)).isZero();
      return Files.readString(output);
    } finally {
      process.destroyForcibly();
    }
  }
}
