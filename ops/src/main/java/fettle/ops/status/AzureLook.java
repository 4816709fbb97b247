package fettle.ops.status;

import fettle.ops.Failure;
import fettle.ops.azure.GroupResources;
import fettle.ops.hub.HubService;
import fettle.ops.pipeline.Journal;
import fettle.ops.pipeline.PassingFailure;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Looks at the system in the cloud. What cannot be asked is a remark, and the rest is shown. */
final class AzureLook {
  private final Journal journal;
  private final List<String> remarks = new ArrayList<>();

  AzureLook(Journal journal) {
    this.journal = journal;
  }

  /**
   * Who can be asked. Each may throw a {@link Failure} that says what is missing.
   *
   * @param group the resources of the environment
   * @param hub its hub
   * @param gateway address of a gateway; {@code null} where none is known
   */
  record Places(Supplier<GroupResources> group, Supplier<HubService> hub, String gateway) {}

  Status look(String environment, Places places) throws InterruptedException {
    return new Status(
        environment,
        "azure",
        resources(places.group()),
        modules(places.hub()),
        gateway(places.gateway()),
        PipelineRuns.of(journal),
        ClusterValues.of(journal),
        remarks);
  }

  private List<Status.Resource> resources(Supplier<GroupResources> group)
      throws InterruptedException {
    try {
      GroupResources all = group.get();
      List<Status.Resource> ours =
          all.groupIsOurs().isEmpty()
              ? List.of()
              : all.list().stream()
                  .filter(GroupResources.Item::ours)
                  .map(AzureLook::resource)
                  .toList();
      if (ours.isEmpty()) {
        remarks.add("nothing is there; ./fettle provision --target azure makes it");
      }
      return ours;
    } catch (PassingFailure | Failure e) {
      remarks.add("the resources are not known: " + e.getMessage());
      return List.of();
    }
  }

  private static Status.Resource resource(GroupResources.Item item) {
    String state = item.state() == null ? "there" : item.state();
    return new Status.Resource(item.name(), state, null, null, null, item.type());
  }

  private List<Status.Module> modules(Supplier<HubService> hub) throws InterruptedException {
    try {
      HubTwins.Found found = new HubTwins(hub.get()).modules();
      if (found.left() > 0) {
        remarks.add(found.left() + " more edge devices are not shown");
      }
      return found.modules();
    } catch (IOException | Failure e) {
      remarks.add("the edge modules are not known: " + e.getMessage());
      return List.of();
    }
  }

  private Status.Gateway gateway(String address) throws InterruptedException {
    if (address == null) {
      remarks.add(
          "the gateway's lag is not known: set status.gateway in the environment file to its address");
      return null;
    }
    try {
      return new GatewayProbe(URI.create(address)).ask();
    } catch (IOException e) {
      remarks.add("the gateway at " + address + " does not answer: " + e);
      return null;
    }
  }
}
