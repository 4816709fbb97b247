package fettle.emulator;

import fettle.emulator.serviceapi.ServiceApi;
import fettle.emulator.serviceapi.ServicePolicy;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;

/** Everything that faces service clients: the service API and, if asked for, its open listener. */
final class ServiceSide implements AutoCloseable {

  private final Parts parts;
  private final ServiceApi api;
  private final String address;
  private final ServicePolicy policy;

  private ServiceSide(Parts parts, Foundation base, ServiceApi api, ServicePolicy policy) {
    this.parts = parts;
    this.api = api;
    this.address = base.config().listeners().bindAddress() + ":" + api.port();
    this.policy = policy;
    parts.add(() -> Waiting.on(api.close()));
  }

  /** Where the hub is: all of its service API. */
  static ServiceSide ofHub(
      Foundation base, Vertx vertx, ServicePolicy policy, HubRole hub, DeviceSide devices)
      throws IOException {
    EmulatorConfig config = base.config();
    ServiceApi.Parts served =
        new ServiceApi.Parts(
            base.registry(),
            base.twins(),
            base.deployments(),
            devices.devices(),
            devices.devices(),
            base.metrics(),
            config.hub().name(),
            hub.meter(),
            hub::flushLake,
            config.plays(Role.EDGE) ? devices.link() : null);
    ServiceApi.Listener listener = base.serviceListener();
    ServiceApi api =
        Waiting.onListener(
            ServiceApi.start(vertx, listener, config.hub().host(), policy, base.clock(), served),
            "the service API (--https-port)",
            listener.address(),
            listener.port());
    ServiceSide side = new ServiceSide(new Parts(), base, api, policy);
    try {
      side.open(vertx, config.listeners().openServicePort());
      return side;
    } catch (IOException | RuntimeException e) {
      side.close();
      throw e;
    }
  }

  /** Where the edge is alone: metrics and the link, for callers that sign as for the hub's. */
  static ServiceSide ofEdge(Foundation base, Vertx vertx, ServicePolicy policy, DeviceSide devices)
      throws IOException {
    ServiceApi.Listener listener = base.serviceListener();
    ServiceApi api =
        Waiting.onListener(
            ServiceApi.startForEdge(
                vertx,
                listener,
                base.config().hub().host(),
                policy,
                base.clock(),
                base.metrics(),
                devices.link()),
            "metrics and the link (--https-port)",
            listener.address(),
            listener.port());
    return new ServiceSide(new Parts(), base, api, policy);
  }

  private void open(Vertx vertx, int port) throws IOException {
    if (port == Listeners.NONE) {
      return;
    }
    HttpServer everywhere =
        Waiting.onListener(
            api.open(vertx, port), "the open service API (--service-open)", "0.0.0.0", port);
    parts.add(() -> Waiting.on(everywhere.close()));
  }

  /** {@code host:port}. */
  String address() {
    return address;
  }

  /** The connection string of the policy {@code iothubowner} for service clients. */
  String connectionString() {
    return "HostName="
        + address
        + ";SharedAccessKeyName="
        + policy.name()
        + ";SharedAccessKey="
        + policy.key();
  }

  @Override
  public void close() {
    parts.close();
  }
}
