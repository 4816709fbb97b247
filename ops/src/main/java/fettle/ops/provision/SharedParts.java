package fettle.ops.provision;

import com.azure.resourcemanager.msi.fluent.UserAssignedIdentitiesClient;
import com.azure.resourcemanager.msi.fluent.models.IdentityInner;
import com.azure.resourcemanager.resources.fluent.ResourceGroupsClient;
import com.azure.resourcemanager.resources.fluent.models.ResourceGroupInner;
import fettle.ops.azure.AzureClients;
import fettle.ops.pipeline.Step;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What both branches stand on: the resource group, and the identity that the workloads run as. */
final class SharedParts {
  static final String GROUP = "resource-group";
  static final String IDENTITY = "identity";
  static final String PRINCIPAL_ID = "principalId";
  static final String CLIENT_ID = "clientId";

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

  Step identity() {
    UserAssignedIdentitiesClient identities =
        clients.azure().identities().manager().serviceClient().getUserAssignedIdentities();
    String group = blueprint.names().group();
    String name = blueprint.names().identity();
    Thing<IdentityInner, IdentityInner> thing =
        new Thing<>(
            "managed identity " + name,
            IdentityInner.class,
            () -> identities.getByResourceGroup(group, name),
            (body, found) -> identities.createOrUpdate(group, name, body),
            found -> null,
            Set.of("location"));
    return new ResourceStep<>(
        IDENTITY,
        Set.of(GROUP),
        thing,
        outputs ->
            Optional.of(
                new IdentityInner()
                    .withLocation(blueprint.azure().region())
                    .withTags(blueprint.tags())),
        Map.of(
            PRINCIPAL_ID, found -> found.principalId().toString(),
            CLIENT_ID, found -> found.clientId().toString()),
        rules);
  }
}
