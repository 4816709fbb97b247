package fettle.ops.provision;

import fettle.ops.azure.AzureClients;
import fettle.ops.environment.Recorded;
import fettle.ops.pipeline.Pipeline;
import fettle.ops.pipeline.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The graph of what an environment has in Azure. */
final class ProvisionPipeline {
  static final String NAME = Recorded.PROVISION;

  private ProvisionPipeline() {}

  static Pipeline of(Blueprint blueprint, AzureClients clients, boolean applyChanges) {
    ResourceStep.Rules rules = new ResourceStep.Rules(applyChanges, clients.access().pollEvery());
    ProvisionSection config = blueprint.config();
    SharedParts shared = new SharedParts(blueprint, clients, rules);
    LakeParts lake = new LakeParts(blueprint, clients, rules);
    HubParts hub = new HubParts(blueprint, clients, rules);
    RoleParts roles = new RoleParts(blueprint, clients);

    List<Step> steps = new ArrayList<>(List.of(shared.group()));
    steps.addAll(new IdentityParts(blueprint, clients, rules).all());
    if (config.ml().enabled()) {
      steps.addAll(new LearningParts(blueprint, clients, rules).all());
    }
    steps.addAll(List.of(lake.account(), lake.container(), hub.hub(), hub.consumerGroup()));
    if (config.eventHubs().enabled()) {
      steps.addAll(new EventHubsParts(blueprint, clients, rules).all());
    }
    if (config.redis().enabled()) {
      steps.add(RedisParts.step(blueprint, clients, rules));
    }
    steps.addAll(roles.all());
    Set<String> beforeRouting =
        new HashSet<>(Set.of(HubParts.HUB, LakeParts.ACCOUNT, LakeParts.CONTAINER));
    beforeRouting.addAll(roles.hubWrites());
    steps.add(hub.routing(beforeRouting));
    Set<String> beforeDevice = new HashSet<>(Set.of(HubParts.HUB));
    beforeDevice.addAll(roles.operatorsDeploy());
    steps.add(new DeviceStep(blueprint.config().hub().device(), beforeDevice, clients.access()));
    return new Pipeline(NAME, steps);
  }
}
