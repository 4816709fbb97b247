package fettle.ops.provision;

import com.azure.resourcemanager.keyvault.fluent.VaultsClient;
import com.azure.resourcemanager.resources.fluent.ResourceManagementClient;
import fettle.ops.azure.AzureCalls;
import fettle.ops.azure.AzureClients;
import fettle.ops.azure.GroupResources;
import fettle.ops.azure.MachineLearning;
import fettle.ops.pipeline.PassingFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What an environment has in Azure and may be taken away: the resources that bear its tag, and the
 * group if it bears the tag as well and nothing else is in it. What was there before stays.
 */
final class Destruction {
  private final Blueprint blueprint;
  private final AzureClients clients;
  private final ResourceManagementClient resources;

  Destruction(Blueprint blueprint, AzureClients clients) {
    this.blueprint = blueprint;
    this.clients = clients;
    resources = clients.azure().genericResources().manager().serviceClient();
  }

  /**
   * @param items of the group, those first that have to go first
   * @param group whether the group itself goes
   */
  record Inventory(List<GroupResources.Item> items, boolean group) {
    Inventory {
      items = List.copyOf(items);
    }

    List<GroupResources.Item> ours() {
      return items.stream().filter(GroupResources.Item::ours).toList();
    }

    List<GroupResources.Item> others() {
      return items.stream().filter(item -> !item.ours()).toList();
    }
  }

  /** Lists; writes nothing. */
  Inventory list() throws PassingFailure, InterruptedException {
    GroupResources group =
        new GroupResources(blueprint.environment(), blueprint.names().group(), clients);
    Optional<Boolean> groupIsOurs = group.groupIsOurs();
    if (groupIsOurs.isEmpty()) {
      return new Inventory(List.of(), false);
    }
    List<GroupResources.Item> items = new ArrayList<>(group.list());
    // a workspace goes before what it is built on
    items.sort((a, b) -> Boolean.compare(isWorkspace(b), isWorkspace(a)));
    return new Inventory(
        items, groupIsOurs.get() && items.stream().allMatch(GroupResources.Item::ours));
  }

  private static boolean isWorkspace(GroupResources.Item item) {
    return has(item, "/microsoft.machinelearningservices/workspaces/");
  }

  private static boolean has(GroupResources.Item item, String part) {
    return item.id().toLowerCase(Locale.ROOT).contains(part);
  }

  /** Deletes one resource, for good where Azure would keep it and its name. */
  void delete(GroupResources.Item item) throws PassingFailure, InterruptedException {
    String group = blueprint.names().group();
    AzureCalls.find(
        item.toString(),
        () -> {
          if (has(item, "/microsoft.keyvault/vaults/")) {
            VaultsClient vaults = clients.azure().vaults().manager().serviceClient().getVaults();
            vaults.delete(group, item.name());
            vaults.purgeDeleted(item.name(), blueprint.azure().region());
          } else if (isWorkspace(item)) {
            new MachineLearning(clients).purgeWorkspace(item.id());
          } else {
            clients.azure().genericResources().deleteById(item.id());
          }
          return true;
        });
  }

  /** Deletes the group. */
  void deleteGroup() throws PassingFailure, InterruptedException {
    String group = blueprint.names().group();
    AzureCalls.find(
        "resource group " + group,
        () -> {
          resources.getResourceGroups().delete(group);
          return true;
        });
  }
}
