package fettle.ops.azure;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import com.azure.resourcemanager.resources.fluent.ResourcesClient;
import com.azure.resourcemanager.resources.fluent.models.GenericResourceInner;
import com.azure.resourcemanager.resources.models.Identity;
import com.azure.resourcemanager.resources.models.IdentityUserAssignedIdentitiesValue;
import com.azure.resourcemanager.resources.models.ResourceIdentityType;
import java.util.Map;

/**
 * Azure Machine Learning and its telemetry, by Resource Manager's REST API: there is no client for
 * them here. Bodies are those of Microsoft's ARM reference, at the API versions below.
 */
public final class MachineLearning {
  /** Of workspaces and what is in them. */
  public static final String API = "2024-04-01";

  private static final String INSIGHTS_API = "2020-02-02";
  private static final String LOGS_API = "2022-10-01";

  private final AzureClients clients;
  private final AzureAccess access;
  private final ResourcesClient resources;

  public MachineLearning(AzureClients clients) {
    this.clients = clients;
    access = clients.access();
    resources = clients.azure().genericResources().manager().serviceClient().getResources();
  }

  /** The API version of a resource's type. */
  private static String apiOf(String id) {
    return id.contains("/Microsoft.Insights/")
        ? INSIGHTS_API
        : id.contains("/Microsoft.OperationalInsights/") ? LOGS_API : API;
  }

  /** As the client wants it: it puts a slash before it. */
  private static String relative(String id) {
    return id.substring(1);
  }

  /** A resource by its id; the exception of an answer 404 when it is not there. */
  public GenericResourceInner get(String id) {
    return resources.getById(relative(id), apiOf(id));
  }

  /** Makes or changes a resource, and returns when that is done. */
  public void put(String id, GenericResourceInner body) {
    resources.createOrUpdateById(relative(id), apiOf(id), body);
  }

  /**
   * Deletes a workspace for good, and returns when it is gone. A plain delete would keep it, and
   * its name, for two weeks.
   */
  public void purgeWorkspace(String id) throws InterruptedException {
    String url =
        access.cloud().getResourceManagerEndpoint().replaceFirst("/$", "")
            + id
            + "?forceToPurge=true&api-version="
            + API;
    HttpPipeline pipeline = clients.azure().genericResources().manager().httpPipeline();
    try (HttpResponse answer =
        pipeline.sendSync(new HttpRequest(HttpMethod.DELETE, url), Context.NONE)) {
      if (answer.getStatusCode() >= 300) {
        throw new HttpResponseException(
            "status " + answer.getStatusCode() + " to the deletion", answer);
      }
    }
    while (resources.checkExistenceById(relative(id), API)) {
      Thread.sleep(access.pollEvery());
    }
  }

  /** The provisioning state of a resource; {@code null} when it has none. */
  public static Object stateOf(GenericResourceInner resource) {
    return resource.properties() instanceof Map<?, ?> properties
        ? properties.get("provisioningState")
        : null;
  }

  /** Where a workspace's telemetry is kept. */
  public static GenericResourceInner logs(String region, Map<String, String> tags) {
    return resource(
        region, tags, Map.of("sku", Map.of("name", "PerGB2018"), "retentionInDays", 30));
  }

  /** What collects a workspace's telemetry. */
  public static GenericResourceInner insights(
      String region, Map<String, String> tags, String logsId) {
    return resource(region, tags, Map.of("Application_Type", "web", "WorkspaceResourceId", logsId))
        .withKind("web");
  }

  /**
   * What a workspace is built on, by resource id.
   *
   * @param title for the portal
   */
  public record Workspace(
      String title, String storage, String vault, String insights, String registry) {}

  /** A workspace that acts as itself. */
  public static GenericResourceInner workspace(
      String region, Map<String, String> tags, Workspace workspace) {
    return resource(
            region,
            tags,
            Map.of(
                "friendlyName", workspace.title(),
                "storageAccount", workspace.storage(),
                "keyVault", workspace.vault(),
                "applicationInsights", workspace.insights(),
                "containerRegistry", workspace.registry()))
        .withIdentity(new Identity().withType(ResourceIdentityType.SYSTEM_ASSIGNED));
  }

  /**
   * A cluster of no nodes while it has nothing to do.
   *
   * @param identityId what its nodes act as
   */
  public record Cluster(String vmSize, int maxNodes, int idleSeconds, String identityId) {}

  /** A compute cluster. */
  public static GenericResourceInner cluster(
      String region, Map<String, String> tags, Cluster cluster) {
    Map<String, Object> scale =
        Map.of(
            "minNodeCount",
            0,
            "maxNodeCount",
            cluster.maxNodes(),
            "nodeIdleTimeBeforeScaleDown",
            "PT" + cluster.idleSeconds() + "S");
    Map<String, Object> properties =
        Map.of(
            "osType",
            "Linux",
            "vmSize",
            cluster.vmSize(),
            "vmPriority",
            "Dedicated",
            "remoteLoginPortPublicAccess",
            "Disabled",
            "scaleSettings",
            scale);
    return resource(
            region,
            tags,
            Map.of(
                "computeType",
                "AmlCompute",
                "computeLocation",
                region,
                "disableLocalAuth",
                true,
                "properties",
                properties))
        .withIdentity(
            new Identity()
                .withType(ResourceIdentityType.USER_ASSIGNED)
                .withUserAssignedIdentities(
                    Map.of(cluster.identityId(), new IdentityUserAssignedIdentitiesValue())));
  }

  private static GenericResourceInner resource(
      String region, Map<String, String> tags, Map<String, Object> properties) {
    return new GenericResourceInner()
        .withLocation(region)
        .withTags(tags)
        .withProperties(properties);
  }
}
