package fettle.gateway.hub;

import fettle.gateway.config.GatewayConfig;
import fettle.gateway.config.HubApiConfig;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jboss.logging.Logger;

/** Makes the way to the hub from the settings. */
@ApplicationScoped
class HubParts {
  private static final Logger LOG = Logger.getLogger(HubParts.class);

  /** Shorter than a command's lease: nobody else takes it while this one waits for an answer. */
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  /** Made at the start, so that settings that cannot be used end it. */
  @Produces
  @Singleton
  @Startup
  Hub hub(GatewayConfig config, InstantSource clock) {
    HubApiConfig settings = config.hubApi();
    SSLContext trust = settings.trust().map(HubTrust::in).orElse(null);
    Optional<HubService> service =
        settings
            .connectionString()
            .map(text -> withKey(text, settings.tls(), trust, clock))
            .or(() -> settings.host().map(host -> withIdentity(host, settings.tls(), trust)));
    service.ifPresentOrElse(
        hub -> LOG.infof("commands go to the hub %s", hub.host()),
        () ->
            LOG.info(
                "no commands are taken and machines have no names: neither"
                    + " gateway.hub-api.connection-string nor gateway.hub-api.host is set"));
    return new Hub(service, settings.reader(), settings.scorer());
  }

  /** A token is good for all of Azure. */
  private static HubService withIdentity(String host, boolean tls, SSLContext trust) {
    if (!tls) {
      throw new IllegalArgumentException(
          "gateway.hub-api.tls=false must not be set with gateway.hub-api.host: a token of Azure"
              + " goes over TLS alone");
    }
    return new HubService(host, true, new ManagedIdentity(), TIMEOUT, trust);
  }

  private static HubService withKey(
      String text, boolean tls, SSLContext trust, InstantSource clock) {
    try {
      SharedAccessKey key = SharedAccessKey.of(text, clock);
      return new HubService(key.host(), tls, key, TIMEOUT, trust);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("gateway.hub-api.connection-string " + e.getMessage(), e);
    }
  }

  void close(@Disposes Hub hub) {
    hub.service().ifPresent(HubService::close);
  }
}
