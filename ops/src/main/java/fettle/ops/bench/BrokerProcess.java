package fettle.ops.bench;

import fettle.ops.Failure;
import fettle.ops.process.Processes;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The embedded broker in a process of its own. */
final class BrokerProcess implements AutoCloseable {
  private final Process process;
  private final String bootstrap;

  private BrokerProcess(Process process, String bootstrap) {
    this.process = process;
    this.bootstrap = bootstrap;
  }

  static BrokerProcess start(Path folder, String bind) throws IOException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    BrokerMain.class.getName(),
                    folder.resolve("broker").toString(),
                    bind))
            .redirectError(folder.resolve("broker.log").toFile())
            .start();
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(BrokerMain.READY)) {
        return new BrokerProcess(process, line.substring(BrokerMain.READY.length()));
      }
    }
    throw new Failure("the broker did not start, see " + folder.resolve("broker.log"));
  }

  String bootstrap() {
    return bootstrap;
  }

  Process process() {
    return process;
  }

  @Override
  public void close() {
    Processes.end(process);
  }
}
