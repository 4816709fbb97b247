package fettle.gateway.health;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;

/** Dead once the gateway refuses to run, or has broken down. */
@Liveness
@ApplicationScoped
class EndingHealth implements HealthCheck {
  private final Ending ending;

  EndingHealth(Ending ending) {
    this.ending = ending;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder health =
        HealthCheckResponse.named("nothing keeps the gateway from working")
            .status(ending.reason().isEmpty());
    ending.reason().ifPresent(why -> health.withData("reason", why));
    return health.build();
  }
}
