package fettle.emulator.mqtt;

import fettle.emulator.identity.Identity;
import fettle.emulator.metrics.Metrics;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.function.Consumer;

/**
 * What connections call upon.
 *
 * @param connected told of each client that has connected
 */
public record Services(
    Context loop,
    TelemetrySink telemetry,
    TwinAccess twins,
    InputListener inputs,
    Consumer<Identity> connected,
    Metrics metrics) {

  /** Runs at once when already on the event loop, else there as soon as it is its turn. */
  void onLoop(Runnable work) {
    if (loop.equals(Vertx.currentContext())) {
      work.run();
    } else {
      loop.runOnContext(ignored -> work.run());
    }
  }
}
