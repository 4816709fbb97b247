package fettle.ops.train.workspace;

import java.time.Duration;
import java.util.List;

/**
 * A training to be run somewhere.
 *
 * @param name unique in the workspace; letters, digits, {@code -} and {@code _}
 * @param dataset what it learns from, registered before
 * @param arguments for {@code ./fettle train}, without {@code --from} and {@code --out}
 * @param timeLimit it is ended when it has run so long
 */
public record JobSpec(String name, Dataset dataset, List<String> arguments, Duration timeLimit) {
  public JobSpec {
    arguments = List.copyOf(arguments);
  }
}
