package fettle.emulator.mqtt;

import fettle.emulator.metrics.Metrics;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * What connections call upon.
 *
 * @param clients told of each client that comes and goes
 */
public record Services(
    Context loop,
    TelemetrySink telemetry,
    TwinAccess twins,
    InputListener inputs,
    ConnectionListener clients,
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
