package fettle.ops.demo;

import fettle.ops.pipeline.RunListener;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A line for each step of a demo that a person cares for: what it said last, or what it is. */
final class DemoListener implements RunListener {
  private static final Set<String> QUIET = Set.of("runtime", "lake", "edge-device");

  private final Console console;
  private final Map<String, String> said = new ConcurrentHashMap<>();

  DemoListener(Console console) {
    this.console = console;
  }

  @Override
  public void on(Event event) {
    switch (event) {
      case Said word -> said.put(word.step(), word.line());
      case Retrying retry -> console.line("  !      " + retry.reason() + "; trying again");
      case Done done -> {
        if (!QUIET.contains(done.step())) {
          console.step(said.getOrDefault(done.step(), done.finding().what()));
        }
      }
      case Started started -> {}
      case Working working -> {}
      // failures are told once, in the end
      case Failed failed -> {}
      case Skipped skipped -> {}
    }
  }
}
