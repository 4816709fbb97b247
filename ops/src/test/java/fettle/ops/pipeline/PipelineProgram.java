package fettle.ops.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A command that runs a pipeline, in a process of its own, to be killed. */
public final class PipelineProgram implements AutoCloseable {
  /** On Debian and its like; others start tests from a terminal. */
  private static final String GNU_ENV = "/usr/bin/env";

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Process process;
  private final Path output;

  /**
   * @param output takes what it prints, errors included
   * @param program its main class and arguments, after options of the JVM
   */
  public PipelineProgram(Path output, List<String> program) throws IOException {
    this.output = output;
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx192m",
                "-cp",
                System.getProperty("java.class.path")));
    command.addAll(program);
    // whoever runs the tests in the background has made its children deaf to Ctrl-C
    if (Files.isExecutable(Path.of(GNU_ENV))) {
      command.addAll(0, List.of(GNU_ENV, "--default-signal=INT"));
    }
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
  }

  /** Waits until the journal says that a step runs. */
  public void awaitRunning(Path journal, String step) {
    Awaitility.await(step + " runs")
        .atMost(LIMIT)
        .until(
            () -> {
              if (!process.isAlive()) {
                throw new AssertionError("it ended: " + Files.readString(output));
              }
              return status(journal, step).equals("RUNNING");
            });
  }

  private static String status(Path journal, String step) throws IOException {
    if (!Files.exists(journal)) {
      return "";
    }
    JsonNode run = new ObjectMapper().readTree(journal.toFile());
    return run.at("/steps/" + step + "/status").asText();
  }

  /** SIGKILL. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    exitWithin(LIMIT);
  }

  /** SIGINT, as Ctrl-C sends it. */
  public void interrupt() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
  }

  /** Its exit code. */
  public int exitWithin(Duration limit) throws InterruptedException {
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("it has not ended within " + limit);
    }
    return process.exitValue();
  }

  /** What it has printed so far. */
  public String output() throws IOException {
    return Files.readString(output);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
