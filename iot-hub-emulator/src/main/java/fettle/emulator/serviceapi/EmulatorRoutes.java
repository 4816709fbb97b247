package fettle.emulator.serviceapi;

import fettle.emulator.hub.Deployments;
import fettle.emulator.identity.IdentityRegistry;
import fettle.emulator.identity.JsonFiles;
import fettle.emulator.link.Cuttable;
import fettle.emulator.link.EdgeScope;
import fettle.emulator.metrics.Metrics;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * What only the emulator has: {@code GET /emulator/metrics}, {@code GET /emulator/edge/DEVICE}
 * (what an edge role in another process may know), {@code POST /emulator/flush-lake}, {@code POST
 * /emulator/link/cut} and {@code …/restore}.
 */
final class EmulatorRoutes {

  private final Metrics metrics;
  private final Supplier<CompletionStage<Void>> flushLake;
  private final Cuttable link;
  private final IdentityRegistry registry;
  private final Deployments deployments;

  EmulatorRoutes(
      Metrics metrics,
      Supplier<CompletionStage<Void>> flushLake,
      Cuttable link,
      IdentityRegistry registry,
      Deployments deployments) {
    this.registry = registry;
    this.deployments = deployments;
    this.metrics = metrics;
    this.flushLake = flushLake;
    this.link = link;
  }

  void addTo(Router router) {
    router
        .get("/emulator/metrics")
        .handler(request -> Exchange.answer(request, 200, metrics.json()));
    router.get("/emulator/edge/:device").blockingHandler(this::edgeScope);
    router.post("/emulator/flush-lake").handler(this::flush);
    router.post("/emulator/link/cut").handler(request -> switchLink(request, link::cut));
    router.post("/emulator/link/restore").handler(request -> switchLink(request, link::restore));
  }

  private void edgeScope(RoutingContext request) {
    String device = request.pathParam("device");
    EdgeScope scope =
        EdgeScope.of(device, registry, deployments)
            .orElseThrow(() -> ServiceFailure.notFound("edge device " + device));
    Exchange.answer(request, 200, JsonFiles.MAPPER.valueToTree(scope));
  }

  private void flush(RoutingContext request) {
    flushLake
        .get()
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                request.fail(failure);
              } else {
                Exchange.answerEmpty(request);
              }
            });
  }

  private static void switchLink(RoutingContext request, Runnable change) {
    change.run();
    Exchange.answerEmpty(request);
  }
}
