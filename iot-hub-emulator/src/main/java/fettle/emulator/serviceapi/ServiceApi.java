package fettle.emulator.serviceapi;

import fettle.emulator.hub.Deployments;
import fettle.emulator.hub.Meter;
import fettle.emulator.hub.MethodInvoker;
import fettle.emulator.hub.Presence;
import fettle.emulator.identity.IdentityRegistry;
import fettle.emulator.identity.TwinStore;
import fettle.emulator.link.Cuttable;
import fettle.emulator.metrics.Metrics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTPS listener of the service API, or of the emulator's own calls alone where no hub is.
 * Every request but metrics must be signed.
 */
public final class ServiceApi {

  private static final Logger log = LoggerFactory.getLogger(ServiceApi.class);
  private static final long MAX_BODY_BYTES = 1 << 20;
  private static final String ANYWHERE = "0.0.0.0";

  private final HttpServer server;
  private final Router router;

  private ServiceApi(HttpServer server, Router router) {
    this.server = server;
    this.router = router;
  }

  /**
   * What the API serves.
   *
   * @param hub its name
   * @param meter of what it takes
   * @param link {@code null} where the hub is played alone
   */
  public record Parts(
      IdentityRegistry registry,
      TwinStore twins,
      Deployments deployments,
      MethodInvoker methods,
      Presence presence,
      Metrics metrics,
      String hub,
      Meter meter,
      Supplier<CompletionStage<Void>> flushLake,
      Cuttable link) {}

  /**
   * @param port 0 takes a free one
   * @param certificate of this listener
   */
  public record Listener(String address, int port, KeyCertOptions certificate) {}

  /** Starts listening; fails when the port is in use. */
  public static Future<ServiceApi> start(
      Vertx vertx,
      Listener listener,
      String hostName,
      ServicePolicy policy,
      InstantSource clock,
      Parts parts) {
    Router router = router(vertx, hostName, policy, clock);
    new EmulatorRoutes(parts.metrics(), parts.link()).addTo(router);
    EmulatorRoutes.addHubTo(router, parts.flushLake(), parts.registry(), parts.deployments());
    new ManagementRoutes(parts.hub(), parts.meter()).addTo(router);
    router.route().handler(request -> refuseOverQuota(request, parts.meter()));
    new TwinRoutes(parts.registry(), parts.twins(), parts.presence()).addTo(router);
    new MethodRoutes(parts.registry(), parts.methods()).addTo(router);
    new DeploymentRoutes(parts.deployments()).addTo(router);
    new RegistryRoutes(parts.registry(), parts.presence()).addTo(router);
    return listen(vertx, listener, router);
  }

  /** As {@link #start}, for a process that plays the edge alone: metrics and the link. */
  public static Future<ServiceApi> startForEdge(
      Vertx vertx,
      Listener listener,
      String hostName,
      ServicePolicy policy,
      InstantSource clock,
      Metrics metrics,
      Cuttable link) {
    Router router = router(vertx, hostName, policy, clock);
    new EmulatorRoutes(metrics, link).addTo(router);
    return listen(vertx, listener, router);
  }

  private static Future<ServiceApi> listen(Vertx vertx, Listener listener, Router router) {
    router
        .route()
        .handler(request -> request.fail(ServiceFailure.notFound(request.normalizedPath())));
    router.route().failureHandler(ServiceApi::answerFailure);
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(listener.address())
            .setPort(listener.port())
            .setSsl(true)
            .setKeyCertOptions(listener.certificate());
    return vertx
        .createHttpServer(options)
        .requestHandler(router)
        .listen()
        .map(server -> new ServiceApi(server, router));
  }

  private static Router router(
      Vertx vertx, String hostName, ServicePolicy policy, InstantSource clock) {
    Router router = Router.router(vertx);
    router.route().handler(request -> authorize(request, hostName, policy, clock));
    router.route().handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES));
    return router;
  }

  private static void authorize(
      RoutingContext request, String hostName, ServicePolicy policy, InstantSource clock) {
    if (request.normalizedPath().equals("/emulator/metrics")) {
      request.next();
      return;
    }
    String host =
        request.request().authority() == null ? null : request.request().authority().toString();
    Optional<String> objection =
        policy.objection(request.request().getHeader("Authorization"), hostName, host, clock);
    if (objection.isPresent()) {
      request.fail(ServiceFailure.unauthorized(objection.get()));
    } else {
      request.next();
    }
  }

  /**
   * What comes after this in the router is refused once the day's messages are used, as in Azure.
   */
  private static void refuseOverQuota(RoutingContext request, Meter meter) {
    if (meter.isUsedUp()) {
      request.fail(ServiceFailure.overQuota(meter.used(), meter.allowance().messages()));
    } else {
      request.next();
    }
  }

  private static void answerFailure(RoutingContext request) {
    ServiceFailure failure;
    if (request.failure() instanceof ServiceFailure known) {
      failure = known;
    } else if (request.failure() == null) {
      failure = ServiceFailure.ofStatus(request.statusCode());
    } else {
      log.warn(
          "{} {} failed", request.request().method(), request.normalizedPath(), request.failure());
      failure = ServiceFailure.internal(request.failure());
    }
    if (request.response().ended()) {
      return;
    }
    request.response().putHeader("iothub-errorcode", failure.code());
    Exchange.answer(request, failure.status(), failure.body());
  }

  public int port() {
    return server.actualPort();
  }

  /**
   * Serves the same to other machines, without TLS: requests are signed, and whoever can read them
   * on their way can read them.
   *
   * @return what ends that
   */
  public Future<HttpServer> open(Vertx vertx, int port) {
    HttpServerOptions everywhere = new HttpServerOptions().setHost(ANYWHERE).setPort(port);
    return vertx.createHttpServer(everywhere).requestHandler(router).listen();
  }

  public Future<Void> close() {
    return server.close();
  }
}
