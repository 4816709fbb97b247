package fettle.ops.release;

import fettle.ops.Failure;
import fettle.ops.deploy.EdgeModule;
import fettle.ops.image.Application;
import fettle.ops.image.FastJar;
import fettle.ops.image.JarProgram;
import fettle.ops.image.JavaOptions;
import fettle.ops.image.OpsProgram;
import fettle.ops.stage.StagedProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The programs that become images. */
enum Program {
  SENSOR("sensor-module", true, EdgeModule.SENSOR.imageEnvironment()),
  INFERENCE("inference-module", true, EdgeModule.INFERENCE.imageEnvironment()),
  GATEWAY("stream-gateway", true, Collections.emptySortedMap()),
  DASHBOARD("dashboard-ui", true, Collections.emptySortedMap()),
  OPS(OpsProgram.PROJECT, false, OpsProgram.environment()),
  EMULATOR("iot-hub-emulator", false, Collections.emptySortedMap());

  private final String project;
  private final boolean quarkus;
  private final SortedMap<String, String> environment;

  Program(String project, boolean quarkus, SortedMap<String, String> environment) {
    this.project = project;
    this.quarkus = quarkus;
    this.environment = environment;
  }

  /** Its folder in the project, and the last part of its image's name. */
  String project() {
    return project;
  }

  SortedMap<String, String> environment() {
    return environment;
  }

  /** How its image starts it. */
  List<String> javaOptions() {
    return StagedProgram.of(project).map(StagedProgram::javaOptions).orElse(JavaOptions.USUAL);
  }

  /**
   * What was built of it.
   *
   * @throws Failure when nothing was
   */
  Application application(Path root) {
    Path target = root.resolve(project).resolve("target");
    return quarkus ? new FastJar(target.resolve("quarkus-app")) : new JarProgram(jar(target));
  }

  private Path jar(Path target) {
    if (!Files.isDirectory(target)) {
      throw new Failure("%s is not there; build it with ./mvnw package".formatted(target));
    }
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(file -> file.getFileName().toString().matches(project + "-[\\d.]+(-\\w+)?\\.jar"))
          .filter(file -> !file.toString().endsWith("-fixtures.jar"))
          .min(Path::compareTo)
          .orElseThrow(
              () ->
                  new Failure(
                      "there is no %s in %s; build it with ./mvnw package"
                          .formatted(project, target)));
    } catch (IOException e) {
      throw new Failure("%s cannot be read: %s".formatted(target, e.getMessage()), e);
    }
  }

  /** Where the build leaves the list of its components. */
  Path components(Path root) {
    return root.resolve(project).resolve("target/bom.json");
  }

  /**
   * @throws Failure naming those there are
   */
  static Program of(String project) {
    return Arrays.stream(values())
        .filter(each -> each.project.equals(project))
        .findFirst()
        .orElseThrow(
            () ->
                new Failure(
                    "%s is none of the programs %s"
                        .formatted(project, String.join(", ", projects()))));
  }

  static List<String> projects() {
    return Arrays.stream(values()).map(Program::project).collect(Collectors.toList());
  }
}
