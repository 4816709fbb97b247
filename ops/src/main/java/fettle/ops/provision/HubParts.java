package fettle.ops.provision;

import com.azure.resourcemanager.iothub.fluent.IotHubResourcesClient;
import com.azure.resourcemanager.iothub.fluent.models.EventHubConsumerGroupInfoInner;
import com.azure.resourcemanager.iothub.fluent.models.IotHubDescriptionInner;
import com.azure.resourcemanager.iothub.models.ArmIdentity;
import com.azure.resourcemanager.iothub.models.EventHubConsumerGroupBodyDescription;
import com.azure.resourcemanager.iothub.models.EventHubConsumerGroupName;
import com.azure.resourcemanager.iothub.models.EventHubProperties;
import com.azure.resourcemanager.iothub.models.IotHubProperties;
import com.azure.resourcemanager.iothub.models.IotHubSku;
import com.azure.resourcemanager.iothub.models.IotHubSkuInfo;
import com.azure.resourcemanager.iothub.models.ResourceIdentityType;
import fettle.ops.azure.AzureClients;
import fettle.ops.environment.Recorded;
import fettle.ops.pipeline.Step;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The IoT hub, the gateway's consumer group, and how messages leave the hub. */
final class HubParts {
  static final String HUB = Recorded.HUB.step();
  static final String CONSUMER_GROUP = "consumer-group";
  static final String ROUTING = "hub-routing";
  static final String HOST = Recorded.HUB.output();

  /** The built-in endpoint, under the name that consumer groups know. */
  private static final String EVENTS = "events";

  private final Blueprint blueprint;
  private final ResourceStep.Rules rules;
  private final IotHubResourcesClient hubs;

  HubParts(Blueprint blueprint, AzureClients clients, ResourceStep.Rules rules) {
    this.blueprint = blueprint;
    this.rules = rules;
    hubs = clients.hubs().serviceClient().getIotHubResources();
  }

  Step hub() {
    Map<String, Function<IotHubDescriptionInner, String>> tells =
        Map.of(
            HOST,
            found -> found.properties().hostname(),
            SharedParts.PRINCIPAL_ID,
            found -> found.identity() == null ? "" : orEmpty(found.identity().principalId()),
            "eventsEndpoint",
            found -> orEmpty(found.properties().eventHubEndpoints().get(EVENTS).endpoint()),
            "eventsName",
            found -> orEmpty(found.properties().eventHubEndpoints().get(EVENTS).path()));
    return new ResourceStep<>(
        HUB,
        Set.of(SharedParts.GROUP),
        thing(""),
        outputs -> Optional.of(description()),
        tells,
        rules);
  }

  private static String orEmpty(String value) {
    return value == null ? "" : value;
  }

  private IotHubDescriptionInner description() {
    HubSettings hub = blueprint.config().hub();
    return new IotHubDescriptionInner()
        .withLocation(blueprint.azure().region())
        .withTags(blueprint.tags())
        .withSku(
            new IotHubSkuInfo()
                .withName(IotHubSku.fromString(hub.sku()))
                .withCapacity((long) hub.units()))
        .withIdentity(new ArmIdentity().withType(ResourceIdentityType.SYSTEM_ASSIGNED))
        .withProperties(
            new IotHubProperties()
                .withMinTlsVersion("1.2")
                .withEventHubEndpoints(
                    Map.of(
                        EVENTS,
                        new EventHubProperties()
                            .withPartitionCount(hub.partitions())
                            .withRetentionTimeInDays((long) hub.retentionDays()))));
  }

  Step consumerGroup() {
    String group = blueprint.names().group();
    String hub = blueprint.names().hub();
    String name = blueprint.config().hub().consumerGroup();
    Thing<EventHubConsumerGroupInfoInner, EventHubConsumerGroupBodyDescription> thing =
        new Thing<>(
            "consumer group " + name + " of " + hub,
            EventHubConsumerGroupBodyDescription.class,
            () -> hubs.getEventHubConsumerGroup(group, hub, EVENTS, name),
            (body, found) -> hubs.createEventHubConsumerGroup(group, hub, EVENTS, name, body),
            found -> null,
            Set.of());
    return new ResourceStep<>(
        CONSUMER_GROUP,
        Set.of(HUB),
        thing,
        outputs ->
            Optional.of(
                new EventHubConsumerGroupBodyDescription()
                    .withProperties(new EventHubConsumerGroupName().withName(name))),
        Map.of(),
        rules);
  }

  /** Endpoints, routes and enrichments are part of the hub's own description. */
  Step routing(Set<String> needs) {
    return new ResourceStep<>(
        ROUTING,
        needs,
        thing("routes and enrichments of "),
        outputs ->
            outputs
                .of(LakeParts.ACCOUNT, LakeParts.BLOB_ENDPOINT)
                .map(endpoint -> new HubRouting(blueprint).description(endpoint)),
        Map.of(),
        rules);
  }

  private Thing<IotHubDescriptionInner, IotHubDescriptionInner> thing(String aspect) {
    String group = blueprint.names().group();
    String name = blueprint.names().hub();
    return new Thing<>(
        aspect + "IoT hub " + name,
        IotHubDescriptionInner.class,
        () -> hubs.getByResourceGroup(group, name),
        (body, found) ->
            hubs.createOrUpdate(group, name, body, found == null ? null : found.etag()),
        found -> found.properties() == null ? null : found.properties().provisioningState(),
        Set.of("location", "properties.eventHubEndpoints.events.partitionCount"));
  }
}
