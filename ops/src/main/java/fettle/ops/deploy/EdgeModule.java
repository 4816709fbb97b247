package fettle.ops.deploy;

import fettle.ops.image.ImageRecipe;
import fettle.ops.image.OnnxRuntime;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The project's edge modules, and names that they share with manifests. */
public enum EdgeModule {
  SENSOR(
      "sensor",
      "sensor-module",
      Map.of(
          "SENSOR_BUFFER_FOLDER", ImageRecipe.DATA + "/buffer",
          "SENSOR_REPLAY_GROUND_TRUTH", ImageRecipe.DATA + "/ground-truth")),
  INFERENCE(
      "inference",
      "inference-module",
      withOnnxRuntime("INFERENCE_MODELS_CACHE_FOLDER", ImageRecipe.DATA + "/models"));

  static final String AGENT = "$edgeAgent";
  static final String HUB = "$edgeHub";

  /** The inference module's desired and reported property of its models. */
  static final String MODELS = "models";

  private final String id;
  private final String project;
  private final Map<String, String> environment;

  EdgeModule(String id, String project, Map<String, String> environment) {
    this.id = id;
    this.project = project;
    this.environment = environment;
  }

  private static Map<String, String> withOnnxRuntime(String name, String value) {
    Map<String, String> environment = new TreeMap<>(OnnxRuntime.ENVIRONMENT);
    environment.put(name, value);
    return environment;
  }

  /** Its name on a device. */
  public String id() {
    return id;
  }

  /** Its folder in the project, and the last part of its image's name. */
  public String project() {
    return project;
  }

  /** Environment of its image: what it writes goes into the one folder that it may write. */
  public SortedMap<String, String> imageEnvironment() {
    return new TreeMap<>(environment);
  }

  DeploySettings.ModuleSettings of(DeploySettings.Modules settings) {
    return switch (this) {
      case SENSOR -> settings.sensor();
      case INFERENCE -> settings.inference();
    };
  }
}
