package fettle.dashboard.access;

import io.quarkus.oidc.OIDCException;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Says in words, and not with a stack, that the provider does not answer. */
@ApplicationScoped
class ProviderAway {
  private static final Logger LOG = Logger.getLogger(ProviderAway.class);

  private final Refusals refusals;

  ProviderAway(Refusals refusals) {
    this.refusals = refusals;
  }

  void register(@Observes Router router) {
    router
        .route()
        .order(Integer.MIN_VALUE)
        .failureHandler(
            request -> {
              if (request.failure() instanceof OIDCException away && !request.response().ended()) {
                LOG.warnf("the provider of identities cannot be asked: %s", away.getMessage());
                refusals.providerAway(request);
              } else {
                request.next();
              }
            });
  }
}
