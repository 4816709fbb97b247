package fettle.ops.deploy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.azure.sdk.iot.service.configurations.Configuration;
import com.microsoft.azure.sdk.iot.service.configurations.ConfigurationContent;
import com.microsoft.azure.sdk.iot.service.configurations.ConfigurationMetrics;
import fettle.ops.Failure;
import fettle.ops.hub.HubService;
import fettle.ops.pipeline.PassingFailure;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A manifest as a deployment of the hub, for every device that fits a condition. What a deployment
 * says can never be changed, so each manifest is one of its own, named by its content; of two with
 * the same priority a device takes the later one.
 */
final class FleetDeployment {
  private static final String ENVIRONMENT = "fettle-environment";
  private static final String MODEL_IN_USE = "modelInUse";
  private static final int NAME_DIGITS = 16;

  /** The most that a hub has. */
  private static final int ALL = 100;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HubService hub;
  private final String environment;
  private final DeploySettings.Fleet fleet;
  private final DeploymentManifest manifest;
  private final String id;

  FleetDeployment(
      HubService hub, String environment, DeploySettings.Fleet fleet, DeploymentManifest manifest) {
    this.hub = hub;
    this.environment = environment;
    this.fleet = fleet;
    this.manifest = manifest;
    this.id =
        "fettle-%s-%s".formatted(environment, manifest.fingerprint().substring(0, NAME_DIGITS));
  }

  /** Its name in the hub. */
  String id() {
    return id;
  }

  DeploySettings.Fleet fleet() {
    return fleet;
  }

  Optional<Configuration> find() throws PassingFailure {
    return hub.find(what(), () -> hub.configurations().get(id));
  }

  /** The other deployments of this environment: what runs until this one is confirmed. */
  List<Configuration> others() throws PassingFailure {
    return hub.call("the deployments", () -> hub.configurations().get(ALL)).stream()
        .filter(each -> environment.equals(labels(each).get(ENVIRONMENT)))
        .filter(each -> !each.getId().equals(id))
        .toList();
  }

  private static Map<String, String> labels(Configuration configuration) {
    return configuration.getLabels() == null ? Map.of() : configuration.getLabels();
  }

  /** Whether devices take this one rather than another of this environment. */
  boolean comesLast(Configuration mine) throws PassingFailure {
    Instant created = createdAt(mine);
    return others().stream().noneMatch(other -> createdAt(other).isAfter(created));
  }

  private static Instant createdAt(Configuration configuration) {
    try {
      return Instant.parse(configuration.getCreatedTimeUtc());
    } catch (DateTimeParseException e) {
      throw new Failure(
          "the hub gives the deployment %s the time %s, which is none"
              .formatted(configuration.getId(), configuration.getCreatedTimeUtc()),
          e);
    }
  }

  /** Creates it, anew if it is there. */
  void create() throws PassingFailure {
    delete(id);
    ConfigurationContent content = new ConfigurationContent();
    content.setModulesContent(
        JSON.convertValue(
            manifest.content(), new TypeReference<Map<String, Map<String, Object>>>() {}));
    Configuration configuration = new Configuration(id);
    configuration.setContent(content);
    configuration.setTargetCondition(fleet.targetCondition());
    configuration.setPriority(fleet.priority());
    HashMap<String, String> labels = new HashMap<>(fleet.labels());
    labels.put(ENVIRONMENT, environment);
    configuration.setLabels(labels);
    configuration.setMetrics(metrics());
    hub.call(what(), () -> hub.configurations().create(configuration));
  }

  private ConfigurationMetrics metrics() {
    ConfigurationMetrics metrics = new ConfigurationMetrics();
    Map<String, String> queries = new HashMap<>();
    manifest
        .model()
        .ifPresent(
            sha256 ->
                queries.put(
                    MODEL_IN_USE,
                    ("SELECT deviceId FROM devices.modules WHERE moduleId = '%s'"
                            + " AND properties.reported.models.sha256 = '%s'"
                            + " AND properties.reported.models.state = 'active'")
                        .formatted(EdgeModule.INFERENCE.id(), sha256)));
    metrics.setQueries(queries);
    return metrics;
  }

  /** Deletes a deployment of this environment; one that is not there is well. */
  void delete(String name) throws PassingFailure {
    hub.find(
        "the deployment " + name,
        () -> {
          hub.configurations().delete(name);
          return name;
        });
  }

  /** What the fleet lacks, as the hub counts it every few minutes; empty when all devices do. */
  List<String> lacking() throws PassingFailure {
    Optional<Configuration> mine = find();
    if (mine.isEmpty()) {
      return List.of("the hub has no deployment " + id);
    }
    Map<String, Long> counts = results(mine.get().getSystemMetrics());
    long targeted = counts.getOrDefault("targetedCount", 0L);
    if (targeted == 0) {
      return List.of(
          "no device fits " + fleet.targetCondition() + " as far as the hub has counted");
    }
    List<String> lacking = new ArrayList<>();
    add(lacking, "run the modules", counts.getOrDefault("reportedSuccessfulCount", 0L), targeted);
    if (manifest.model().isPresent()) {
      long using = results(mine.get().getMetrics()).getOrDefault(MODEL_IN_USE, 0L);
      add(lacking, "use the model", using, targeted);
    }
    return lacking;
  }

  private static void add(List<String> lacking, String what, long count, long targeted) {
    if (count < targeted) {
      lacking.add("%d of %d devices %s".formatted(count, targeted, what));
    }
  }

  private static Map<String, Long> results(ConfigurationMetrics metrics) {
    return metrics == null || metrics.getResults() == null ? Map.of() : metrics.getResults();
  }

  private String what() {
    return "the deployment " + id;
  }
}
