package fettle.gateway.health;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;

/** Dead once the gateway refuses to run. */
@Liveness
@ApplicationScoped
class RefusalHealth implements HealthCheck {
  private final Refusal refusal;

  RefusalHealth(Refusal refusal) {
    this.refusal = refusal;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder health =
        HealthCheckResponse.named("stream and store belong together")
            .status(refusal.reason().isEmpty());
    refusal.reason().ifPresent(why -> health.withData("reason", why));
    return health.build();
  }
}
