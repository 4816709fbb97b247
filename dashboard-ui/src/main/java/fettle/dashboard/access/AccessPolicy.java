package fettle.dashboard.access;

import fettle.dashboard.access.Rule.Need;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Holds every request of this server against {@link Rules}, the opening of the live socket too.
 * Where no provider is configured, everything is open ({@link Exposure} sees to it that only this
 * computer can ask then).
 */
@ApplicationScoped
public class AccessPolicy implements HttpSecurityPolicy {
  private final SignIn signIn;
  private final Rules rules;
  private final Refusals refusals;

  AccessPolicy(SignIn signIn, Rules rules, Refusals refusals) {
    this.signIn = signIn;
    this.rules = rules;
    this.refusals = refusals;
  }

  @Override
  public Uni<CheckResult> checkPermission(
      RoutingContext request,
      Uni<SecurityIdentity> identity,
      AuthorizationRequestContext requestContext) {
    if (!signIn.isOn()) {
      return CheckResult.permit();
    }
    Optional<Need> need = rules.of(request.request().method().name(), request.normalizedPath());
    if (need.isPresent() && need.get() instanceof Need.Nothing) {
      return CheckResult.permit();
    }
    return identity.chain(somebody -> decide(request, somebody, need));
  }

  private Uni<CheckResult> decide(
      RoutingContext request, SecurityIdentity somebody, Optional<Need> need) {
    if (somebody.isAnonymous()) {
      if (Navigation.is(request)) {
        // the mechanism answers with the way to the provider
        return CheckResult.deny();
      }
      refusals.nobody(request);
      return answered();
    }
    if (need.isEmpty()) {
      refusals.noRule(request, somebody);
      return answered();
    }
    return switch (need.get()) {
      case Need.Nothing nothing -> CheckResult.permit();
      case Need.AtLeast(Role wanted) -> {
        if (signIn.roleOf(somebody).filter(has -> has.includes(wanted)).isEmpty()) {
          refusals.role(request, somebody, wanted);
          yield answered();
        }
        // what a person may see is not for the next one at this browser
        request.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        yield CheckResult.permit();
      }
    };
  }

  /** The request has got its answer, and goes no further. */
  private static Uni<CheckResult> answered() {
    return Uni.createFrom().nothing();
  }
}
