package fettle.ops.provision;

import com.azure.resourcemanager.resources.fluent.ResourceGroupsClient;
import com.azure.resourcemanager.resources.fluent.models.ResourceGroupInner;
import fettle.ops.azure.AzureClients;
import fettle.ops.pipeline.Step;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What everything else stands in: the resource group. */
final class SharedParts {
  static final String GROUP = "resource-group";
  static final String PRINCIPAL_ID = "principalId";

  private final Blueprint blueprint;
  private final AzureClients clients;
  private final ResourceStep.Rules rules;

  SharedParts(Blueprint blueprint, AzureClients clients, ResourceStep.Rules rules) {
    this.blueprint = blueprint;
    this.clients = clients;
    this.rules = rules;
  }

  Step group() {
    ResourceGroupsClient groups =
        clients.azure().genericResources().manager().serviceClient().getResourceGroups();
    String name = blueprint.names().group();
    Thing<ResourceGroupInner, ResourceGroupInner> thing =
        new Thing<>(
            "resource group " + name,
            ResourceGroupInner.class,
            () -> groups.get(name),
            (body, found) -> groups.createOrUpdate(name, body),
            found -> found.properties() == null ? null : found.properties().provisioningState(),
            Set.of("location"));
    return new ResourceStep<>(
        GROUP,
        Set.of(),
        thing,
        outputs ->
            Optional.of(
                new ResourceGroupInner()
                    .withLocation(blueprint.azure().region())
                    .withTags(blueprint.tags())),
        Map.of(),
        rules);
  }
}
