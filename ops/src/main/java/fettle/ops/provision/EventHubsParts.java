package fettle.ops.provision;

import com.azure.resourcemanager.eventhubs.fluent.EventHubManagementClient;
import com.azure.resourcemanager.eventhubs.fluent.models.ConsumerGroupInner;
import com.azure.resourcemanager.eventhubs.fluent.models.EHNamespaceInner;
import com.azure.resourcemanager.eventhubs.fluent.models.EventhubInner;
import com.azure.resourcemanager.eventhubs.models.Sku;
import com.azure.resourcemanager.eventhubs.models.SkuName;
import com.azure.resourcemanager.eventhubs.models.SkuTier;
import com.azure.resourcemanager.eventhubs.models.TlsVersion;
import fettle.ops.azure.AzureClients;
import fettle.ops.pipeline.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An event hub that the hub routes to, for those who want Kafka access that is documented. */
final class EventHubsParts {
  static final String NAMESPACE = "event-hubs";
  static final String HUB = "event-hub";
  static final String CONSUMER_GROUP = "event-hub-consumers";

  private final Blueprint blueprint;
  private final ResourceStep.Rules rules;
  private final EventHubManagementClient client;

  EventHubsParts(Blueprint blueprint, AzureClients clients, ResourceStep.Rules rules) {
    this.blueprint = blueprint;
    this.rules = rules;
    client = clients.azure().eventHubNamespaces().manager().serviceClient();
  }

  /** Namespace, event hub, and the gateway's consumer group. */
  List<Step> all() {
    return List.of(namespace(), hub(), consumers());
  }

  private Step namespace() {
    String group = blueprint.names().group();
    String name = blueprint.names().eventHubs();
    Thing<EHNamespaceInner, EHNamespaceInner> thing =
        new Thing<>(
            "Event Hubs namespace " + name,
            EHNamespaceInner.class,
            () -> client.getNamespaces().getByResourceGroup(group, name),
            (body, found) -> client.getNamespaces().createOrUpdate(group, name, body),
            EHNamespaceInner::provisioningState,
            Set.of("location"));
    return new ResourceStep<>(
        NAMESPACE,
        Set.of(SharedParts.GROUP),
        thing,
        outputs ->
            Optional.of(
                new EHNamespaceInner()
                    .withLocation(blueprint.azure().region())
                    .withTags(blueprint.tags())
                    .withSku(
                        new Sku()
                            .withName(SkuName.STANDARD)
                            .withTier(SkuTier.STANDARD)
                            .withCapacity(blueprint.config().eventHubs().units()))
                    .withMinimumTlsVersion(TlsVersion.ONE_TWO)),
        Map.of(),
        rules);
  }

  private Step hub() {
    EventHubsSettings settings = blueprint.config().eventHubs();
    String group = blueprint.names().group();
    String namespace = blueprint.names().eventHubs();
    Thing<EventhubInner, EventhubInner> thing =
        new Thing<>(
            "event hub " + settings.hub() + " in " + namespace,
            EventhubInner.class,
            () -> client.getEventHubs().get(group, namespace, settings.hub()),
            (body, found) ->
                client.getEventHubs().createOrUpdate(group, namespace, settings.hub(), body),
            found -> null,
            Set.of("properties.partitionCount"));
    return new ResourceStep<>(
        HUB,
        Set.of(NAMESPACE),
        thing,
        outputs ->
            Optional.of(
                new EventhubInner()
                    .withPartitionCount((long) settings.partitions())
                    .withMessageRetentionInDays((long) settings.retentionDays())),
        Map.of(),
        rules);
  }

  private Step consumers() {
    String group = blueprint.names().group();
    String namespace = blueprint.names().eventHubs();
    String hub = blueprint.config().eventHubs().hub();
    String name = blueprint.config().hub().consumerGroup();
    Thing<ConsumerGroupInner, ConsumerGroupInner> thing =
        new Thing<>(
            "consumer group " + name + " of " + hub,
            ConsumerGroupInner.class,
            () -> client.getConsumerGroups().get(group, namespace, hub, name),
            (body, found) ->
                client.getConsumerGroups().createOrUpdate(group, namespace, hub, name, body),
            found -> null,
            Set.of());
    return new ResourceStep<>(
        CONSUMER_GROUP,
        Set.of(HUB),
        thing,
        outputs -> Optional.of(new ConsumerGroupInner()),
        Map.of(),
        rules);
  }
}
