package fettle.inference.model;

import fettle.telemetry.machine.Glob;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Loaded models and the machines that they are for. Immutable; its models are not thread-safe. */
public final class ModelSet implements AutoCloseable {

  private final List<Route> routes;

  /** Where a machine whose name fits finds its model; in the manifest's order. */
  private record Route(Glob machines, OnnxModel model) {}

  /**
   * A model in use.
   *
   * @param machines the manifest's patterns
   */
  public record Loaded(OnnxModel model, String sha256, List<String> machines) {}

  private final List<Loaded> loaded;

  ModelSet(List<Loaded> loaded) {
    this.loaded = List.copyOf(loaded);
    List<Route> all = new ArrayList<>();
    for (Loaded one : loaded) {
      for (String glob : one.machines()) {
        all.add(new Route(new Glob(glob), one.model()));
      }
    }
    routes = List.copyOf(all);
  }

  /** No model for anyone. */
  public static ModelSet empty() {
    return new ModelSet(List.of());
  }

  public List<Loaded> loaded() {
    return loaded;
  }

  public Optional<OnnxModel> modelFor(String machine) {
    for (Route route : routes) {
      if (route.machines().matches(machine)) {
        return Optional.of(route.model());
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    loaded.forEach(one -> one.model().close());
  }
}
