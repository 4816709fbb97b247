package fettle.ops.provision;

import fettle.ops.azure.AzureSection;
import fettle.ops.azure.GroupResources;
import java.util.Map;
import java.util.TreeMap;

/** What an environment's file asks for in Azure: its sections, and the names and ids they imply. */
record Blueprint(String environment, AzureSection azure, ProvisionSection config, Names names) {
  Blueprint(String environment, AzureSection azure, ProvisionSection config) {
    this(environment, azure, config, new Names(environment, azure, config));
  }

  /** Tags of all that is made. */
  Map<String, String> tags() {
    Map<String, String> tags = new TreeMap<>(azure.tags());
    tags.put(GroupResources.OWNER_TAG, environment);
    return tags;
  }

  String subscriptionId() {
    return "/subscriptions/" + azure.subscription();
  }

  String groupId() {
    return subscriptionId() + "/resourceGroups/" + names.group();
  }

  /**
   * The id of a resource in the group.
   *
   * @param type as in {@code Microsoft.Storage/storageAccounts}
   */
  String id(String type, String name) {
    return groupId() + "/providers/" + type + "/" + name;
  }

  String hubId() {
    return id("Microsoft.Devices/IotHubs", names.hub());
  }

  String lakeId() {
    return id("Microsoft.Storage/storageAccounts", names.lakeAccount());
  }

  String containerId() {
    return lakeId() + "/blobServices/default/containers/" + config.lake().container();
  }

  String registryId() {
    return id("Microsoft.ContainerRegistry/registries", names.registry());
  }

  String workspaceId() {
    return id("Microsoft.MachineLearningServices/workspaces", names.workspace());
  }

  String eventHubId() {
    return id("Microsoft.EventHub/namespaces", names.eventHubs())
        + "/eventhubs/"
        + config.eventHubs().hub();
  }

  String identityId() {
    return id("Microsoft.ManagedIdentity/userAssignedIdentities", names.identity());
  }
}
