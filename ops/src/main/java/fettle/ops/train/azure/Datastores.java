package fettle.ops.train.azure;

import com.fasterxml.jackson.databind.JsonNode;
import fettle.ops.Failure;
import fettle.ops.pipeline.PassingFailure;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BinaryOperator;

/**
 * The containers behind a workspace's datastores, found by {@code accountName}, {@code
 * containerName} and {@code endpoint} of the resource. Blobs are read and written with the caller's
 * identity: no key is asked for.
 */
final class Datastores {
  /** The default one. */
  static final String DATA = "workspaceblobstore";

  /** What jobs print. */
  static final String ARTIFACTS = "workspaceartifactstore";

  private static final String STORAGE_SCOPE = "https://storage.azure.com/.default";

  private final WorkspaceResources resources;
  private final AzureHttp http;
  private final BinaryOperator<String> blobs;
  private final Map<String, BlobContainer> containers = new ConcurrentHashMap<>();

  /**
   * @param blobs the address of a storage account's blobs, from its name and the cloud's suffix
   */
  Datastores(WorkspaceResources resources, AzureHttp http, BinaryOperator<String> blobs) {
    this.resources = resources;
    this.http = http;
    this.blobs = blobs;
  }

  /**
   * @throws Failure when the workspace has no such datastore
   */
  BlobContainer open(String name) throws PassingFailure, InterruptedException {
    BlobContainer known = containers.get(name);
    if (known != null) {
      return known;
    }
    JsonNode store =
        resources
            .get("datastores/" + name)
            .orElseThrow(
                () ->
                    new Failure(
                        resources.place()
                            + " is not there, or has no datastore "
                            + name
                            + "; provision it"))
            .path("properties");
    String account =
        blobs.apply(store.path("accountName").asText(), store.path("endpoint").asText());
    URI address = URI.create(account + "/" + store.path("containerName").asText());
    BlobContainer container = new BlobContainer(http, address, STORAGE_SCOPE);
    containers.put(name, container);
    return container;
  }
}
