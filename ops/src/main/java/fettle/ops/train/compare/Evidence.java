package fettle.ops.train.compare;

import fettle.ops.train.reference.Evaluation;
import java.util.List;

/**
 * What two models made of the newest rows.
 *
 * @param candidate its title
 * @param inUse title of the model in use
 * @param lost machines that the model in use serves and the candidate does not
 * @param spacing why the two cannot be judged by the same rows; {@code null} = they can
 * @param machines what came of each recording
 * @param unwatched signals that the model in use watches, that still arrive, and that the candidate
 *     does not watch
 * @param missing signals that the model in use wants and that no longer arrive
 * @param seen share of jumps of one signal that the candidate takes for anomalous beyond what it
 *     takes for that anyway; NaN = not tried
 */
record Evidence(
    String candidate,
    String inUse,
    List<String> lost,
    String spacing,
    List<Machine> machines,
    List<String> unwatched,
    List<String> missing,
    double seen) {

  Evidence {
    lost = List.copyOf(lost);
    machines = List.copyOf(machines);
    unwatched = List.copyOf(unwatched);
    missing = List.copyOf(missing);
  }

  /**
   * A recording.
   *
   * @param name of the machine
   * @param promised alarm rates, of the candidate and of the model in use
   * @param rows newest ones
   * @param scored of those by the candidate
   * @param scoredInUse by the model in use
   * @param labelled whether its rows have labels
   * @param blocks rows that both score, in the order of time
   */
  record Machine(
      String name,
      Pair promised,
      long rows,
      long scored,
      long scoredInUse,
      boolean labelled,
      List<Block> blocks) {
    Machine {
      blocks = List.copyOf(blocks);
    }
  }

  /** A figure of both. */
  record Pair(double candidate, double inUse) {}

  /** Rows that lie together, as both models judge them; without labels each counts as healthy. */
  record Block(Evaluation candidate, Evaluation inUse) {}

  long rows() {
    return machines.stream().mapToLong(Machine::rows).sum();
  }

  long scored() {
    return machines.stream().mapToLong(Machine::scored).sum();
  }

  long scoredInUse() {
    return machines.stream().mapToLong(Machine::scoredInUse).sum();
  }
}
