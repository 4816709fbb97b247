package fettle.ops.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How to start one process.
 *
 * @param name what people call it; also the name of its log file
 * @param command program and arguments
 * @param environment added to this program's own environment; may hold secrets, never printed
 * @param log where its output goes, appended
 * @param folder its working folder
 */
public record ProcessSpec(
    String name, List<String> command, Map<String, String> environment, Path log, Path folder) {

  public ProcessSpec {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }
}
