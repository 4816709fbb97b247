package fettle.ops.bench;

import fettle.ops.Failure;
import fettle.ops.process.Processes;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a command took that ran in a process of its own.
 *
 * @param seconds from the program's start to its end
 * @param heapKb highest use of the Java heap, garbage included
 * @param residentKb highest resident memory of the process, native libraries included; 0 where
 *     unknown
 * @param cpuMillis of all threads
 */
record MeteredRun(double seconds, long heapKb, long residentKb, long cpuMillis) {

  /**
   * Runs a command to its end.
   *
   * @param heap as for -Xmx
   * @param log takes what it says on stderr
   * @throws Failure when it does not succeed
   */
  static MeteredRun of(MeteredProgram.Work work, List<String> arguments, String heap, Path log)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                MeteredProgram.class.getName(),
                work.argument()));
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectError(log.toFile()).start();
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      String last = "";
      StringBuilder failed = new StringBuilder();
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        last = line;
        failed.append(line.contains("FAILED") ? line.strip() : "");
      }
      if (process.waitFor() != 0 || !last.startsWith(MeteredProgram.USED)) {
        throw new Failure("%s did not succeed: %s (%s)".formatted(work.argument(), failed, log));
      }
      return parse(last.substring(MeteredProgram.USED.length()).split(" "));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted", e);
    } finally {
      Processes.end(process);
    }
  }

  private static MeteredRun parse(String[] used) {
    return new MeteredRun(
        Double.parseDouble(used[0]),
        Long.parseLong(used[1]),
        Long.parseLong(used[2]),
        Long.parseLong(used[3]));
  }
}
