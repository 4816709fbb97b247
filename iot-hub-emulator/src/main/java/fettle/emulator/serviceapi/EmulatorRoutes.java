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
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What only the emulator has. In every process: {@code GET /emulator/metrics}, {@code POST
 * /emulator/link/cut} and {@code …/restore}. Where the hub is: {@code GET /emulator/edge/DEVICE}
 * (what an edge role in another process may know) and {@code POST /emulator/flush-lake}.
 */
final class EmulatorRoutes {

  private final Metrics metrics;
  private final Cuttable link;

  /**
   * @param link {@code null} where the hub is played alone: its link is the edge's to cut
   */
  EmulatorRoutes(Metrics metrics, Cuttable link) {
    this.metrics = metrics;
    this.link = link;
  }

  void addTo(Router router) {
    router
        .get("/emulator/metrics")
        .handler(request -> Exchange.answer(request, 200, metrics.json()));
    router.post("/emulator/link/cut").handler(request -> switchLink(request, Cuttable::cut));
    router
        .post("/emulator/link/restore")
        .handler(request -> switchLink(request, Cuttable::restore));
  }

  /** Adds what only a process with the hub in it has. */
  static void addHubTo(
      Router router,
      Supplier<CompletionStage<Void>> flushLake,
      IdentityRegistry registry,
      Deployments deployments) {
    router
        .get("/emulator/edge/:device")
        .blockingHandler(request -> edgeScope(request, registry, deployments));
    router.post("/emulator/flush-lake").handler(request -> flush(request, flushLake));
  }

  private static void edgeScope(
      RoutingContext request, IdentityRegistry registry, Deployments deployments) {
    String device = request.pathParam("device");
    EdgeScope scope =
        EdgeScope.of(device, registry, deployments)
            .orElseThrow(() -> ServiceFailure.notFound("edge device " + device));
    Exchange.answer(request, 200, JsonFiles.MAPPER.valueToTree(scope));
  }

  private static void flush(RoutingContext request, Supplier<CompletionStage<Void>> flushLake) {
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

  private void switchLink(RoutingContext request, Consumer<Cuttable> change) {
    if (link == null) {
      throw ServiceFailure.invalid(
          "this process plays the hub alone; cut the link at the process that plays the edge");
    }
    change.accept(link);
    Exchange.answerEmpty(request);
  }
}
