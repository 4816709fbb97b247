package fettle.ops.train.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.ops.Failure;
import fettle.ops.pipeline.PassingFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What lies in an Azure ML workspace as resources of Resource Manager.
 *
 * <p>Below the workspace's resource id, api-version 2024-10-01 (<a
 * href="https://learn.microsoft.com/rest/api/azureml">Azure ML REST reference</a> and its examples
 * in Azure/azure-rest-api-specs):
 *
 * <ul>
 *   <li>{@code GET datastores/NAME}: {@link Datastores}.
 *   <li>{@code GET|PUT data/NAME/versions/VERSION}: {@link DataAsset}.
 *   <li>{@code GET|PUT environments/NAME/versions/VERSION}: {@code image}, {@code osType}.
 *   <li>{@code GET|PUT jobs/NAME}: {@link CommandJob}. A PUT to an existing job changes only its
 *       tags.
 *   <li>{@code GET|PUT models/NAME/versions/VERSION}: {@link RegisteredModel}; {@code GET
 *       models/NAME/versions} in pages with {@code nextLink}.
 * </ul>
 *
 * @param workspace its resource id
 */
record WorkspaceResources(ArmResources arm, String workspace) {
  private static final String API = "?api-version=2024-10-01";
  private static final int MOST_PAGES = 100;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The workspace, for a person. */
  String place() {
    return "Azure ML workspace " + workspace.replaceAll(".*/", "");
  }

  /** The resource id of what lies below the workspace. */
  String id(String path) {
    return workspace + "/" + path;
  }

  /** A resource; empty when it is not there. */
  Optional<JsonNode> get(String path) throws PassingFailure, InterruptedException {
    return arm.get(id(path) + API);
  }

  void put(String path, ObjectNode properties)
      throws PassingFailure, IOException, InterruptedException {
    ObjectNode body = JSON.createObjectNode();
    body.set("properties", properties);
    arm.put(id(path) + API, body);
  }

  /**
   * Every version of an asset; none when there is no such asset.
   *
   * @param type of the asset as in its path, like {@code models}
   * @throws Failure when there are more pages than anybody trains models
   */
  List<JsonNode> versions(String type, String name) throws PassingFailure, InterruptedException {
    List<JsonNode> versions = new ArrayList<>();
    String page = id(type + "/" + name + "/versions") + API;
    for (int pages = 0; page != null; pages++) {
      if (pages == MOST_PAGES) {
        throw new Failure(name + " has too many versions in " + place() + "; archive old ones");
      }
      JsonNode answer = arm.get(page).orElseGet(JSON::createObjectNode);
      answer.path("value").forEach(versions::add);
      page = arm.pathOf(answer.path("nextLink").asText(null));
    }
    return versions;
  }
}
