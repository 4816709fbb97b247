package fettle.gateway.health;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while steps reach the store. Not part of liveness: a restart does not bring a store back.
 */
@Readiness
@ApplicationScoped
class StoreHealth implements HealthCheck {
  private final Trouble trouble;

  StoreHealth(Trouble trouble) {
    this.trouble = trouble;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder health =
        HealthCheckResponse.named("rollup store").status(trouble.reason().isEmpty());
    trouble.reason().ifPresent(why -> health.withData("reason", why));
    return health.build();
  }
}
