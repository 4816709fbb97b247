package fettle.ops.azure;

import com.azure.core.util.Context;
import com.azure.resourcemanager.resources.fluent.ResourceManagementClient;
import com.azure.resourcemanager.resources.fluent.models.GenericResourceExpandedInner;
import fettle.ops.pipeline.PassingFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The resources of an environment's group, and which of them Fettle made for it. Only reads. */
public final class GroupResources {
  /** Says on every resource that Fettle made it, and for which environment. */
  public static final String OWNER_TAG = "fettle-environment";

  private static final String WITH_STATE = "provisioningState";

  private final String environment;
  private final String group;
  private final ResourceManagementClient resources;

  public GroupResources(String environment, String group, AzureClients clients) {
    this.environment = environment;
    this.group = group;
    resources = clients.azure().genericResources().manager().serviceClient();
  }

  /**
   * A resource right in the group.
   *
   * @param state of its making, such as {@code Succeeded}; {@code null} where Azure says none
   * @param ours whether it bears the environment's tag
   */
  public record Item(String id, String name, String type, String state, boolean ours) {
    @Override
    public String toString() {
      return type + " " + name;
    }
  }

  /** Whether the group bears the environment's tag; empty when there is no such group. */
  public Optional<Boolean> groupIsOurs() throws PassingFailure, InterruptedException {
    return AzureCalls.find(
        "resource group " + group, () -> isOurs(resources.getResourceGroups().get(group).tags()));
  }

  /** What is in the group, in Azure's order. */
  public List<Item> list() throws PassingFailure, InterruptedException {
    return AzureCalls.call(
        "resource group " + group,
        () -> {
          List<Item> items = new ArrayList<>();
          resources
              .getResources()
              .listByResourceGroup(group, null, WITH_STATE, null, Context.NONE)
              .forEach(resource -> items.add(item(resource)));
          return items;
        });
  }

  private Item item(GenericResourceExpandedInner resource) {
    return new Item(
        resource.id(),
        resource.name(),
        resource.type(),
        resource.provisioningState(),
        isOurs(resource.tags()));
  }

  private boolean isOurs(Map<String, String> tags) {
    return tags != null && environment.equals(tags.get(OWNER_TAG));
  }
}
