package fettle.ops.provision;

import com.azure.resourcemanager.storage.fluent.BlobContainersClient;
import com.azure.resourcemanager.storage.fluent.models.BlobContainerInner;
import com.azure.resourcemanager.storage.models.PublicAccess;
import com.azure.resourcemanager.storage.models.SkuName;
import fettle.ops.azure.AzureClients;
import fettle.ops.environment.Recorded;
import fettle.ops.pipeline.Step;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The storage account and the container in which the hub keeps every message. */
final class LakeParts {
  static final String ACCOUNT = Recorded.LAKE.step();
  static final String CONTAINER = Recorded.LAKE_CONTAINER.step();
  static final String BLOB_ENDPOINT = Recorded.LAKE.output();

  private final Blueprint blueprint;
  private final AzureClients clients;
  private final ResourceStep.Rules rules;

  LakeParts(Blueprint blueprint, AzureClients clients, ResourceStep.Rules rules) {
    this.blueprint = blueprint;
    this.clients = clients;
    this.rules = rules;
  }

  /** No keys open it: the hub writes, and everybody else reads, as who they are. */
  Step account() {
    return StorageAccounts.step(
        new StorageAccounts.Wanted(
            ACCOUNT,
            blueprint.names().lakeAccount(),
            SkuName.fromString(blueprint.config().lake().redundancy()),
            false),
        blueprint,
        clients,
        rules);
  }

  Step container() {
    BlobContainersClient containers =
        clients.azure().storageAccounts().manager().serviceClient().getBlobContainers();
    String group = blueprint.names().group();
    String account = blueprint.names().lakeAccount();
    String name = blueprint.config().lake().container();
    Thing<BlobContainerInner, BlobContainerInner> thing =
        new Thing<>(
            "container " + name + " in " + account,
            BlobContainerInner.class,
            () -> containers.get(group, account, name),
            (body, found) -> containers.create(group, account, name, body),
            found -> null,
            Set.of());
    return new ResourceStep<>(
        CONTAINER,
        Set.of(ACCOUNT),
        thing,
        outputs -> Optional.of(new BlobContainerInner().withPublicAccess(PublicAccess.NONE)),
        Map.of(Recorded.LAKE_CONTAINER.output(), found -> name),
        rules);
  }
}
