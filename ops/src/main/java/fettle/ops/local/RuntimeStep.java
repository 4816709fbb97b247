package fettle.ops.local;

import fettle.ops.pipeline.Finding;
import fettle.ops.pipeline.Outputs;
import fettle.ops.pipeline.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The runtime runs, with these settings. One with others is stopped first; data is kept. */
final class RuntimeStep implements Step {
  static final String ID = "runtime";

  private final LocalSettings settings;
  private final RuntimeHost host;

  RuntimeStep(LocalSettings settings, RuntimeHost host) {
    this.settings = settings;
    this.host = host;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Set<String> needs() {
    return Set.of();
  }

  @Override
  public Finding look(Outputs outputs) {
    Optional<RuntimeState> running = host.running();
    if (running.isEmpty()) {
      return new Finding.Create(
          "local runtime", List.of("folder: " + settings.folder(), "address: " + settings.bind()));
    }
    List<String> differences = differences(running.get().settings());
    return differences.isEmpty()
        ? new Finding.Leave("local runtime, process " + running.get().pid())
        : new Finding.Change("local runtime, process " + running.get().pid(), differences);
  }

  private List<String> differences(LocalSettings is) {
    List<String> differences = new ArrayList<>();
    if (!is.bind().equals(settings.bind())) {
      differences.add("bind: " + is.bind() + " → " + settings.bind());
    }
    if (!is.ports().equals(settings.ports())) {
      differences.add("ports: " + is.ports() + " → " + settings.ports());
    }
    if (!is.root().equals(settings.root())) {
      differences.add("programs of: " + is.root() + " → " + settings.root());
    }
    if (is.dailyMessages() != settings.dailyMessages()) {
      differences.add(
          "messages of a day: %d → %d".formatted(is.dailyMessages(), settings.dailyMessages()));
    }
    if (!is.driftWindow().equals(settings.driftWindow())) {
      differences.add("window of drift: " + is.driftWindow() + " → " + settings.driftWindow());
    }
    if (!Objects.equals(is.config(), settings.config())) {
      differences.add("environment file: " + is.config() + " → " + settings.config());
    }
    return differences;
  }

  @Override
  public void apply(Finding finding, Outputs outputs, Progress progress)
      throws InterruptedException {
    if (finding instanceof Finding.Change) {
      progress.say("stopping the one that runs");
      host.stop();
    }
    host.start();
  }
}
