package fettle.ops.stage;

import fettle.ops.deploy.EdgeModule;
import fettle.ops.image.FastJar;
import fettle.ops.image.JavaOptions;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The programs that can be put on a {@link Stage}, each after those that it lives on. */
public enum StagedProgram {
  SENSOR(EdgeModule.SENSOR.project(), JavaOptions.EDGE, EdgeModule.SENSOR.imageEnvironment()),
  INFERENCE(
      EdgeModule.INFERENCE.project(), JavaOptions.EDGE, EdgeModule.INFERENCE.imageEnvironment()),
  GATEWAY("stream-gateway", JavaOptions.USUAL, Map.of()),
  DASHBOARD("dashboard-ui", JavaOptions.USUAL, Map.of());

  private final String project;
  private final List<String> javaOptions;
  private final Map<String, String> imageEnvironment;

  StagedProgram(String project, List<String> javaOptions, Map<String, String> imageEnvironment) {
    this.project = project;
    this.javaOptions = javaOptions;
    this.imageEnvironment = imageEnvironment;
  }

  /** The program of a folder of the project; empty when it cannot be put on a stage. */
  public static Optional<StagedProgram> of(String project) {
    return Arrays.stream(values()).filter(each -> each.project.equals(project)).findFirst();
  }

  /** Whether it is an edge module, which signs in at the hub. */
  public boolean talksToHub() {
    return this == SENSOR || this == INFERENCE;
  }

  /** Its folder in the project. */
  public String project() {
    return project;
  }

  /** As its image starts it. */
  public List<String> javaOptions() {
    return javaOptions;
  }

  Map<String, String> imageEnvironment() {
    return imageEnvironment;
  }

  /** What was built of it. */
  public FastJar built(Path root) {
    return new FastJar(root.resolve(project).resolve("target/quarkus-app"));
  }

  /** Those that have to run before it has something to do, first ones first. */
  public List<StagedProgram> before() {
    return Arrays.stream(values()).filter(each -> each.compareTo(this) < 0).toList();
  }
}
