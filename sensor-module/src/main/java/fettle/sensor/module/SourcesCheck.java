package fettle.sensor.module;

import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;

/** Alive while no track and no sender has given up. */
@Liveness
public class SourcesCheck implements HealthCheck {
  private final SensorModule module;

  SourcesCheck(SensorModule module) {
    this.module = module;
  }

  @Override
  public HealthCheckResponse call() {
    Map<String, String> failures = module.failures();
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("sources").status(failures.isEmpty());
    failures.forEach(response::withData);
    return response.build();
  }
}
