package fettle.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import fettle.dashboard.config.DashboardConfig;
import fettle.gateway.config.GatewayConfig;
import fettle.inference.config.InferenceConfig;
import fettle.sensor.config.SensorConfig;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * The environment variables that a program's configuration knows: its own settings, what its {@code
 * application} file sets of others', and a Kafka consumer's.
 *
 * @param port that it listens on
 */
record Properties(Set<String> variables, int port) {
  private static final Map<String, Class<?>> OWN =
      Map.of(
          "stream-gateway", GatewayConfig.class,
          "dashboard-ui", DashboardConfig.class,
          "sensor-module", SensorConfig.class,
          "inference-module", InferenceConfig.class);

  /** Variables of SmallRye Config itself. */
  private static final Set<String> READER = Set.of("SMALLRYE_CONFIG_LOCATIONS");

  /** What has no default, so that the dashboard's {@code application.yaml} cannot name it. */
  private static final Set<String> PROVIDER =
      Set.of(
          "QUARKUS_OIDC_AUTH_SERVER_URL",
          "QUARKUS_OIDC_CLIENT_ID",
          "QUARKUS_OIDC_CREDENTIALS_SECRET");

  static boolean isKnown(String program) {
    return OWN.containsKey(program);
  }

  static Properties of(String program) throws IOException {
    Set<String> variables = new HashSet<>(READER);
    ConfigMappings.getProperties(ConfigClass.configClass(OWN.get(program))).keySet().stream()
        .map(Properties::variable)
        .forEach(variables::add);
    Map<String, String> defaults = defaults(Path.of("..", program, "src/main/resources"));
    defaults.keySet().stream().map(Properties::variable).forEach(variables::add);
    if (program.equals("dashboard-ui")) {
      variables.addAll(PROVIDER);
    }
    if (program.equals("stream-gateway")) {
      variables.addAll(
          ConsumerConfig.configNames().stream()
              .map(name -> variable("kafka." + name))
              .collect(Collectors.toSet()));
    }
    return new Properties(variables, Integer.parseInt(defaults.get("quarkus.http.port")));
  }

  /** By names of properties. The edge modules have theirs in a file that needs no YAML library. */
  private static Map<String, String> defaults(Path resources) throws IOException {
    Map<String, String> defaults = new HashMap<>();
    Path flat = resources.resolve("application.properties");
    if (Files.exists(flat)) {
      java.util.Properties properties = new java.util.Properties();
      try (Reader reader = Files.newBufferedReader(flat)) {
        properties.load(reader);
      }
      properties.stringPropertyNames().forEach(it -> defaults.put(it, properties.getProperty(it)));
    } else {
      Path tree = resources.resolve("application.yaml");
      addLeaves(Overlay.YAML.readTree(tree.toFile()), "", defaults);
    }
    return defaults;
  }

  private static void addLeaves(JsonNode node, String path, Map<String, String> defaults) {
    if (!node.isObject()) {
      defaults.put(path, node.asText());
      return;
    }
    node.properties()
        .forEach(
            each ->
                addLeaves(
                    each.getValue(),
                    path.isEmpty() ? each.getKey() : path + "." + each.getKey(),
                    defaults));
  }

  /** As MicroProfile Config makes it of a property. */
  private static String variable(String property) {
    return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }
}
