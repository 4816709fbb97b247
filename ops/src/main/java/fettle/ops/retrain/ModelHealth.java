package fettle.ops.retrain;

import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How the models in use are doing, as gateway and people tell. */
public interface ModelHealth {

  /**
   * The models in use; those of which nothing is known are left out.
   *
   * @throws IOException when it cannot be told now
   */
  List<State> models() throws IOException;

  /**
   * When the first of the signals that drift now began to; empty = none does.
   *
   * @throws IOException when it cannot be told now
   */
  default Optional<Instant> driftingSince() throws IOException {
    return models().stream()
        .flatMap(model -> model.drifted().stream())
        .map(Drifted::since)
        .min(Comparator.naturalOrder());
  }

  /**
   * A model in use.
   *
   * @param model {@code NAME:VERSION}
   * @param drifted its signals that are drifting now, on any machine
   * @param confirmed its alarms that a person found right
   * @param dismissed its alarms that a person found wrong
   */
  record State(String model, List<Drifted> drifted, long confirmed, long dismissed) {
    public State {
      drifted = List.copyOf(drifted);
    }
  }

  /**
   * A signal that is no longer as the model learned it.
   *
   * @param since when that began
   */
  record Drifted(String signal, Instant since) {}
}
