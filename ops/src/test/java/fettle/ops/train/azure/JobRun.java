package fettle.ops.train.azure;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Does what a compute node does with a command job: mount, run in a shell, keep log and outputs.
 */
final class JobRun {
  private static final int LIMIT_SECONDS = 60;

  private final Path folder;
  private final String name;
  private final JsonNode properties;

  JobRun(Path folder, JsonNode job) {
    this.folder = folder;
    this.name = job.path("name").asText();
    this.properties = job.path("properties");
  }

  /** Whether it ended well. */
  boolean run(Map<String, byte[]> blobs) throws IOException {
    Path input = Files.createDirectories(folder.resolve(name + " input"));
    Path output = folder.resolve(name + " output");
    String data = blob(properties.path("inputs").path("recordings").path("uri").asText());
    for (Map.Entry<String, byte[]> blob : blobs.entrySet()) {
      if (blob.getKey().startsWith(data)) {
        Files.write(input.resolve(blob.getKey().substring(data.length())), blob.getValue());
      }
    }
    Path log = folder.resolve(name + ".log");
    boolean well = run(command(input, output), log);
    blobs.put(
        "azureml/ExperimentRun/dcid." + name + "/user_logs/std_log.txt", Files.readAllBytes(log));
    if (Files.isDirectory(output)) {
      String made = blob(properties.path("outputs").path("models").path("uri").asText());
      try (Stream<Path> files = Files.list(output)) {
        for (Path file : files.toList()) {
          blobs.put(made + file.getFileName(), Files.readAllBytes(file));
        }
      }
    }
    return well;
  }

  private static String blob(String uri) {
    return uri.replaceAll(".*/datastores/workspaceblobstore/paths/", "azureml-blobstore/");
  }

  private String command(Path input, Path output) {
    return properties
        .path("command")
        .asText()
        .replace("${{inputs.recordings}}", input.toString())
        .replace("${{outputs.models}}", output.toString())
        .replace(
            "-jar /app/ops-0.1.0.jar",
            "-XX:TieredStopAtLevel=1 -cp '%s' fettle.ops.Main"
                .formatted(System.getProperty("java.class.path")))
        .replaceFirst("^java", System.getProperty("java.home") + "/bin/java");
  }

  private static boolean run(String command, Path log) throws IOException {
    Process process =
        new ProcessBuilder(List.of("/bin/sh", "-c", command))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      return process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      process.destroyForcibly();
    }
  }
}
