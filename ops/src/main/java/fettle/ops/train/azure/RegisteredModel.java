package fettle.ops.train.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.ops.train.workspace.ModelVersion;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A model version as Azure ML keeps it: what Fettle has to know is in its properties. */
final class RegisteredModel {
  private static final String FINGERPRINT = "fettle.fingerprint";
  private static final String DATASET = "fettle.dataset";
  private static final String MANIFEST = "fettle.manifest.sha256";
  private static final String METRIC = "fettle.metric.";
  private static final ObjectMapper JSON = new ObjectMapper();

  private RegisteredModel() {}

  /**
   * @param uri of the folder with its files
   */
  static ObjectNode write(ModelVersion model, String uri) {
    ObjectNode body = JSON.createObjectNode();
    body.put("modelType", "custom_model");
    body.put("modelUri", uri);
    body.put("jobName", model.job());
    body.put("description", "Reference state, learned by Fettle");
    ObjectNode properties = body.putObject("properties");
    properties.put(FINGERPRINT, model.fingerprint());
    properties.put(DATASET, model.dataset());
    properties.put(MANIFEST, model.manifestSha256());
    model.metrics().forEach((name, value) -> properties.put(METRIC + name, value));
    return body;
  }

  /** Empty when it is no model of Fettle's: its version still counts as taken. */
  static Optional<ModelVersion> read(String name, JsonNode resource) {
    String version = resource.path("name").asText();
    if (!version.matches("[0-9]{1,9}")) {
      return Optional.empty();
    }
    JsonNode body = resource.path("properties");
    JsonNode properties = body.path("properties");
    TreeMap<String, String> metrics = new TreeMap<>();
    for (Map.Entry<String, JsonNode> property : properties.properties()) {
      if (property.getKey().startsWith(METRIC)) {
        metrics.put(property.getKey().substring(METRIC.length()), property.getValue().asText());
      }
    }
    return Optional.of(
        new ModelVersion(
            name,
            Integer.parseInt(version),
            properties.path(FINGERPRINT).asText(),
            properties.path(DATASET).asText(),
            body.path("jobName").asText(),
            properties.path(MANIFEST).asText(),
            metrics));
  }
}
