package fettle.ops.provision;

import com.azure.resourcemanager.storage.fluent.StorageAccountsClient;
import com.azure.resourcemanager.storage.fluent.models.StorageAccountInner;
import com.azure.resourcemanager.storage.models.Kind;
import com.azure.resourcemanager.storage.models.MinimumTlsVersion;
import com.azure.resourcemanager.storage.models.Sku;
import com.azure.resourcemanager.storage.models.SkuName;
import com.azure.resourcemanager.storage.models.StorageAccountCreateParameters;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.ops.azure.ArmJson;
import fettle.ops.azure.AzureClients;
import fettle.ops.pipeline.Step;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Storage accounts as Fettle wants them: TLS 1.2 only, and nothing to be read without a name. */
final class StorageAccounts {
  private StorageAccounts() {}

  /**
   * @param sharedKeys whether the account's keys open it; a machine learning workspace cannot do
   *     without
   */
  record Wanted(String step, String name, SkuName sku, boolean sharedKeys) {}

  /** The client's model holds back SKU and kind, which it takes for Azure's own. */
  private static ObjectNode view(StorageAccountInner found) {
    ObjectNode view = ArmJson.tree(found);
    view.put("kind", found.kind().toString());
    view.putObject("sku").put("name", found.sku().name().toString());
    return view;
  }

  static Step step(
      Wanted wanted, Blueprint blueprint, AzureClients clients, ResourceStep.Rules rules) {
    StorageAccountsClient accounts =
        clients.azure().storageAccounts().manager().serviceClient().getStorageAccounts();
    String group = blueprint.names().group();
    Thing<StorageAccountInner, StorageAccountCreateParameters> thing =
        new Thing<>(
            "storage account " + wanted.name(),
            StorageAccountCreateParameters.class,
            () -> accounts.getByResourceGroup(group, wanted.name()),
            (body, found) -> accounts.create(group, wanted.name(), body),
            StorageAccountInner::provisioningState,
            Set.of("location", "kind"),
            StorageAccounts::view);
    return new ResourceStep<>(
        wanted.step(),
        Set.of(SharedParts.GROUP),
        thing,
        outputs ->
            Optional.of(
                new StorageAccountCreateParameters()
                    .withLocation(blueprint.azure().region())
                    .withTags(blueprint.tags())
                    .withKind(Kind.STORAGE_V2)
                    .withSku(new Sku().withName(wanted.sku()))
                    .withMinimumTlsVersion(MinimumTlsVersion.TLS1_2)
                    .withEnableHttpsTrafficOnly(true)
                    .withAllowBlobPublicAccess(false)
                    .withAllowSharedKeyAccess(wanted.sharedKeys())),
        Map.of(LakeParts.BLOB_ENDPOINT, found -> found.primaryEndpoints().blob()),
        rules);
  }
}
