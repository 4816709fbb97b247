package fettle.sensor.module;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while the edge hub is there. Without it the module still works, into its buffer, so this is
 * not liveness.
 */
@Readiness
public class HubConnectionCheck implements HealthCheck {
  private final SensorModule module;

  HubConnectionCheck(SensorModule module) {
    this.module = module;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("edge hub").status(module.connected()).build();
  }
}
