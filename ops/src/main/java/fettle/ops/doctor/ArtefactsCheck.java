package fettle.ops.doctor;

import fettle.ops.local.JavaPrograms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Every program that a run starts was built. */
record ArtefactsCheck(Path root) implements Check {

  @Override
  public String name() {
    return "programs";
  }

  @Override
  public Verdict examine() {
    List<Path> lacking =
        new JavaPrograms(root).all().stream().filter(jar -> !Files.isRegularFile(jar)).toList();
    return lacking.isEmpty()
        ? new Verdict.Fine("all programs are built")
        : new Verdict.Missing(
            "not built: " + String.join(", ", lacking.stream().map(Path::toString).toList()),
            "run ./mvnw -DskipTests package in " + root);
  }
}
