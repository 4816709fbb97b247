package fettle.ops.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import fettle.ops.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a manifest has to be before it is sent anywhere: the schema {@code manifest.schema.json},
 * and what no schema can say.
 */
final class ManifestSchema {
  private static final String RESOURCE = "manifest.schema.json";

  /** IoT Hub's limit for the desired properties of one twin. */
  private static final int TWIN_BYTES = 32 * 1024;

  private static final Pattern MODULE = Pattern.compile("/modules/([^/\"]+)");
  private static final Schema SCHEMA = load();

  private ManifestSchema() {}

  private static Schema load() {
    try (InputStream in = ManifestSchema.class.getResourceAsStream(RESOURCE)) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(new ObjectMapper().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE + " of this program is broken", e);
    }
  }

  /**
   * @throws Failure naming every place that is wrong; never a value
   */
  static void check(DeploymentManifest manifest) {
    JsonNode whole =
        JsonNodeFactory.instance.objectNode().set("modulesContent", manifest.content());
    List<String> wrong = new ArrayList<>();
    for (Error error : SCHEMA.validate(whole)) {
      wrong.add(error.getInstanceLocation() + " " + error.getMessage());
    }
    if (wrong.isEmpty()) {
      checkSizes(manifest, wrong);
      checkRoutes(manifest, wrong);
    }
    if (!wrong.isEmpty()) {
      throw new Failure(
          "the deployment manifest that the settings make is not valid: "
              + String.join("; ", wrong));
    }
  }

  private static void checkSizes(DeploymentManifest manifest, List<String> wrong) {
    for (Map.Entry<String, JsonNode> module : manifest.content().properties()) {
      int bytes = module.getValue().toString().getBytes(StandardCharsets.UTF_8).length;
      if (bytes > TWIN_BYTES) {
        wrong.add(
            "/modulesContent/%s has %d bytes, and a twin takes %d"
                .formatted(module.getKey(), bytes, TWIN_BYTES));
      }
    }
  }

  private static void checkRoutes(DeploymentManifest manifest, List<String> wrong) {
    for (Map.Entry<String, JsonNode> route :
        manifest.desired(EdgeModule.HUB).path("routes").properties()) {
      JsonNode text =
          route.getValue().isTextual() ? route.getValue() : route.getValue().path("route");
      Matcher modules = MODULE.matcher(text.asText());
      while (modules.find()) {
        String module = modules.group(1);
        if (!module.equals("*") && !manifest.images().containsKey(module)) {
          wrong.add(
              "the route %s names the module %s, which is not there"
                  .formatted(route.getKey(), module));
        }
      }
    }
  }
}
