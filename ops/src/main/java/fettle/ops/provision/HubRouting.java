package fettle.ops.provision;

import com.azure.resourcemanager.iothub.fluent.models.IotHubDescriptionInner;
import com.azure.resourcemanager.iothub.models.AuthenticationType;
import com.azure.resourcemanager.iothub.models.EnrichmentProperties;
import com.azure.resourcemanager.iothub.models.IotHubProperties;
import com.azure.resourcemanager.iothub.models.RouteProperties;
import com.azure.resourcemanager.iothub.models.RoutingEndpoints;
import com.azure.resourcemanager.iothub.models.RoutingEventHubProperties;
import com.azure.resourcemanager.iothub.models.RoutingProperties;
import com.azure.resourcemanager.iothub.models.RoutingSource;
import com.azure.resourcemanager.iothub.models.RoutingStorageContainerProperties;
import com.azure.resourcemanager.iothub.models.RoutingStorageContainerPropertiesEncoding;
import java.util.ArrayList;
import java.util.List;

/**
 * How messages leave the hub: every one goes to the lake, and every one goes to the built-in
 * endpoint. The second has to be said, because a hub sends nothing there any more once a route of
 * its own matches. With an event hub there is a third. Before that each message is stamped with its
 * hub, site, line and environment.
 *
 * <p>The hub writes as itself: no endpoint holds a key.
 */
final class HubRouting {
  static final String LAKE = "lake";
  static final String EVENTS = "events";
  static final String STREAM = "stream";

  private static final String EVERY_MESSAGE = "true";
  private static final int MEGABYTE = 1024 * 1024;

  private final Blueprint blueprint;

  HubRouting(Blueprint blueprint) {
    this.blueprint = blueprint;
  }

  /**
   * The part of the hub's description that is about routing.
   *
   * @param blobEndpoint address of the lake's account
   */
  IotHubDescriptionInner description(String blobEndpoint) {
    boolean withStream = blueprint.config().eventHubs().enabled();
    RoutingEndpoints endpoints =
        new RoutingEndpoints().withStorageContainers(List.of(lake(blobEndpoint)));
    List<String> names = new ArrayList<>(List.of(LAKE, EVENTS));
    if (withStream) {
      endpoints.withEventHubs(List.of(stream()));
      names.add(STREAM);
    }
    return new IotHubDescriptionInner()
        .withProperties(
            new IotHubProperties()
                .withRouting(
                    new RoutingProperties()
                        .withEndpoints(endpoints)
                        .withRoutes(names.stream().map(HubRouting::routeTo).toList())
                        .withEnrichments(enrichments(names))));
  }

  private RoutingStorageContainerProperties lake(String blobEndpoint) {
    LakeSettings lake = blueprint.config().lake();
    return new RoutingStorageContainerProperties()
        .withName(LAKE)
        .withEndpointUri(blobEndpoint)
        .withAuthenticationType(AuthenticationType.IDENTITY_BASED)
        .withSubscriptionId(blueprint.azure().subscription())
        .withResourceGroup(blueprint.names().group())
        .withContainerName(lake.container())
        .withFileNameFormat(lake.fileNameFormat())
        .withBatchFrequencyInSeconds(lake.batchSeconds())
        .withMaxChunkSizeInBytes(lake.chunkMegabytes() * MEGABYTE)
        .withEncoding(RoutingStorageContainerPropertiesEncoding.fromString(lake.format()));
  }

  private RoutingEventHubProperties stream() {
    return new RoutingEventHubProperties()
        .withName(STREAM)
        .withEndpointUri("sb://" + blueprint.names().eventHubs() + ".servicebus.windows.net")
        .withEntityPath(blueprint.config().eventHubs().hub())
        .withAuthenticationType(AuthenticationType.IDENTITY_BASED)
        .withSubscriptionId(blueprint.azure().subscription())
        .withResourceGroup(blueprint.names().group());
  }

  private static RouteProperties routeTo(String endpoint) {
    return new RouteProperties()
        .withName("fettle-" + endpoint)
        .withSource(RoutingSource.DEVICE_MESSAGES)
        .withCondition(EVERY_MESSAGE)
        .withEndpointNames(List.of(endpoint))
        .withIsEnabled(true);
  }

  private List<EnrichmentProperties> enrichments(List<String> endpoints) {
    HubSettings.Enrichments settings = blueprint.config().hub().enrichments();
    String environment =
        settings.environment() == null ? blueprint.environment() : settings.environment();
    return List.of(
        enrichment("hub", "$iothubname", endpoints),
        enrichment("site", "$twin.tags." + settings.siteTag(), endpoints),
        enrichment("line", "$twin.tags." + settings.lineTag(), endpoints),
        enrichment("environment", environment, endpoints));
  }

  private static EnrichmentProperties enrichment(String key, String value, List<String> endpoints) {
    return new EnrichmentProperties().withKey(key).withValue(value).withEndpointNames(endpoints);
  }
}
