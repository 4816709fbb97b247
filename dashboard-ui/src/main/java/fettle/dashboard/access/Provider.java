package fettle.dashboard.access;

import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TenantConfigResolver;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * There is one provider, that of {@code quarkus.oidc}, or none: with a resolver at hand, Quarkus
 * takes it that none is configured for an answer, and not for a mistake.
 */
@ApplicationScoped
public class Provider implements TenantConfigResolver {
  @Override
  public Uni<OidcTenantConfig> resolve(
      RoutingContext request, OidcRequestContext<OidcTenantConfig> requestContext) {
    return Uni.createFrom().nullItem();
  }
}
