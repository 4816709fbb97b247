package fettle.gateway.delivery;

import fettle.gateway.config.GatewayConfig;
import fettle.gateway.config.NotifyConfig;
import fettle.gateway.notify.Bodies;
import fettle.gateway.notify.Route;
import fettle.gateway.notify.Signature;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Makes endpoints and routes from the settings. */
@ApplicationScoped
class Endpoints {
  private static final int REFUSALS = 3;

  private final GatewayConfig config;
  private final ReactiveMailer mailer;

  Endpoints(GatewayConfig config, ReactiveMailer mailer) {
    this.config = config;
    this.mailer = mailer;
  }

  /** What each endpoint wants to be told. */
  List<Route> routes() {
    return config.notifications().endpoints().entrySet().stream()
        .map(
            each -> {
              NotifyConfig.Endpoint endpoint = each.getValue();
              return new Route(
                  each.getKey(),
                  endpoint.events(),
                  endpoint.kinds(),
                  endpoint.severity(),
                  endpoint.sites().orElse(Set.of()),
                  endpoint.hub());
            })
        .toList();
  }

  Map<String, EndpointQueue> queues(
      EndpointQueue.Silencer silencer, InstantSource clock, MeterRegistry registry) {
    NotifyConfig notify = config.notifications();
    Patience patience =
        new Patience(notify.firstRetry(), notify.longestRetry(), notify.giveUpAfter(), REFUSALS);
    Bodies bodies = new Bodies(config.hub(), notify.dashboard());
    HttpClient client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(notify.timeout())
            .executor(Infrastructure.getDefaultWorkerPool())
            .build();
    Map<String, EndpointQueue> queues = new LinkedHashMap<>();
    notify
        .endpoints()
        .forEach(
            (name, endpoint) ->
                queues.put(
                    name,
                    new EndpointQueue(
                        name,
                        sender(endpoint, client, clock, bodies),
                        patience,
                        notify.pending(),
                        silencer,
                        clock,
                        RandomGenerator.getDefault(),
                        new EndpointCounts(name, endpoint.type().wire(), registry))));
    return queues;
  }

  private Sender sender(
      NotifyConfig.Endpoint endpoint, HttpClient client, InstantSource clock, Bodies bodies) {
    NotifyConfig notify = config.notifications();
    return switch (endpoint.type()) {
      case WEBHOOK ->
          HttpSender.webhook(
              client,
              URI.create(endpoint.url().orElseThrow()),
              notify.timeout(),
              clock,
              bodies,
              endpoint.secret().map(Signature::of));
      case TEAMS ->
          HttpSender.teams(
              client, URI.create(endpoint.url().orElseThrow()), notify.timeout(), clock, bodies);
      case MAIL -> new MailSender(mailer, endpoint.to().orElseThrow(), notify.timeout(), bodies);
    };
  }
}
