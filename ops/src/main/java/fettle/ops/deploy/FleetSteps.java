package fettle.ops.deploy;

import com.microsoft.azure.sdk.iot.service.configurations.Configuration;
import fettle.ops.Failure;
import fettle.ops.pipeline.Finding;
import fettle.ops.pipeline.Outputs;
import fettle.ops.pipeline.PassingFailure;
import fettle.ops.pipeline.Step;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The steps that bring a manifest to a fleet. */
final class FleetSteps {
  static final String CREATE = "deployment";
  static final String CONFIRM = "fleet";

  private FleetSteps() {}

  /** Creates the deployment; those before it stay until it is confirmed. */
  record Create(FleetDeployment deployment, Set<String> needs) implements Step {
    private static final String ID = "id";

    @Override
    public String id() {
      return CREATE;
    }

    @Override
    public Finding look(Outputs outputs) throws PassingFailure {
      Optional<Configuration> mine = deployment.find();
      String what = "deployment " + deployment.id();
      DeploySettings.Fleet fleet = deployment.fleet();
      List<String> settings =
          List.of("targetCondition: " + fleet.targetCondition(), "priority: " + fleet.priority());
      if (mine.isEmpty()) {
        return new Finding.Create(what, settings);
      }
      boolean same =
          fleet.targetCondition().equals(mine.get().getTargetCondition())
              && fleet.priority().equals(mine.get().getPriority())
              && deployment.comesLast(mine.get());
      if (!same) {
        return new Finding.Change(what, settings);
      }
      outputs.put(ID, deployment.id());
      return new Finding.Leave(what);
    }

    @Override
    public void apply(Finding finding, Outputs outputs, Progress progress) throws PassingFailure {
      deployment.create();
      outputs.put(ID, deployment.id());
    }
  }

  /**
   * Waits until every device of the fleet does what the deployment says. Then the deployments
   * before it are deleted; when it does not happen in time, this one is, and devices go back to the
   * one before.
   */
  record Confirm(FleetDeployment deployment, Patience patience) implements Step {

    @Override
    public String id() {
      return CONFIRM;
    }

    @Override
    public Set<String> needs() {
      return Set.of(CREATE);
    }

    @Override
    public Finding look(Outputs outputs) throws PassingFailure {
      String what = "devices with " + deployment.fleet().targetCondition();
      List<String> lacking = deployment.lacking();
      return lacking.isEmpty() && deployment.others().isEmpty()
          ? new Finding.Leave(what)
          : new Finding.Change(what, lacking);
    }

    @Override
    public void apply(Finding finding, Outputs outputs, Progress progress)
        throws PassingFailure, InterruptedException {
      List<String> lacking = patience.await(deployment::lacking, progress);
      if (lacking.isEmpty()) {
        for (Configuration before : deployment.others()) {
          deployment.delete(before.getId());
        }
        return;
      }
      String late =
          "the fleet did not get there within %d s (%s)"
              .formatted(patience.limit().toSeconds(), String.join("; ", lacking));
      throw new Failure(late + "; " + goBack());
    }

    private String goBack() {
      try {
        if (deployment.others().isEmpty()) {
          return "there was no deployment before, so this one stays";
        }
        deployment.delete(deployment.id());
        return "the deployment is deleted, and devices go back to the one before it";
      } catch (PassingFailure e) {
        return "deleting the deployment failed too (%s), run this again".formatted(e.getMessage());
      }
    }
  }
}
