package fettle.inference;

import fettle.edge.ConnectionState;
import fettle.inference.model.ModelStatus;
import fettle.inference.pipeline.Inference;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while connected to the edge hub. The models' state is told but does not count: without a
 * model readings still pass.
 */
@Readiness
@ApplicationScoped
public class ConnectionCheck implements HealthCheck {

  private static final String NAME = "edge hub";

  private final InferenceModule module;

  ConnectionCheck(InferenceModule module) {
    this.module = module;
  }

  @Override
  public HealthCheckResponse call() {
    return module.inference().map(ConnectionCheck::describe).orElseGet(ConnectionCheck::starting);
  }

  private static HealthCheckResponse describe(Inference inference) {
    ModelStatus models = inference.models();
    return HealthCheckResponse.named(NAME)
        .status(inference.connection() == ConnectionState.CONNECTED)
        .withData("connection", inference.connection().name())
        .withData("models", models.state().wire())
        .withData("modelsInUse", models.loaded().size())
        .build();
  }

  private static HealthCheckResponse starting() {
    return HealthCheckResponse.named(NAME).down().build();
  }
}
