package fettle.ops.stage;

import fettle.ops.Failure;
import fettle.ops.image.JavaOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Makes ahead-of-time caches (JEP 483, 514, 515): all programs run together on one stage until each
 * has done what it is there for, so that a cache holds the classes, links and profiles of a start
 * and of the first readings. No two runs write the same bytes.
 *
 * @param root the project's folder
 * @param folder where programs work and log; new
 * @param bind a loopback address on which port 8883 is free
 * @param models manifest of models for the inference module
 */
public record TrainingRun(Path root, Path folder, String bind, Path models) {
  /** The JDK from which on one option makes a cache. */
  public static final int OLDEST = 25;

  private static final int FAST_MS = 50;
  private static final int ENOUGH = 30;

  /** A cache is put together when its program ends, by another JVM. */
  private static final int ASSEMBLY_SECONDS = 600;

  /**
   * A cache to be made.
   *
   * @param command that starts the program: a JVM, its options, {@code -jar} and the jar
   */
  public record Wanted(List<String> command, Path cache) {
    List<String> training() {
      List<String> training = new ArrayList<>(command);
      training.add(1, "-XX:AOTCacheOutput=" + cache);
      if (command.contains(JavaOptions.ONE_COMPILER)) {
        // profiles are for the second compiler; behind the option that unlocks this one
        training.add(training.indexOf("-jar"), "-XX:-AOTRecordTraining");
      }
      // a share of a large machine's memory would be a heap of another kind than a container's
      training.add(1, "-Xmx512m");
      return training;
    }
  }

  /**
   * Makes caches.
   *
   * @param wanted by program; others run as far as these need them
   * @throws Failure when a program does not do what it should, or its cache is not there then
   */
  public void make(Map<StagedProgram, Wanted> wanted) throws IOException, InterruptedException {
    if (wanted.isEmpty()) {
      return;
    }
    StagedProgram last = new EnumMap<>(wanted).keySet().stream().max(Enum::compareTo).orElseThrow();
    Map<StagedProgram, Actor> actors = new EnumMap<>(StagedProgram.class);
    try (Stage stage = new Stage(folder.resolve("stage"), bind, last, models)) {
      try {
        List<StagedProgram> all = new ArrayList<>(last.before());
        all.add(last);
        for (StagedProgram program : all) {
          List<String> command =
              wanted.containsKey(program)
                  ? wanted.get(program).training()
                  : plain(program.built(root).folder().resolve(program.built(root).runner()));
          actors.put(
              program, Actor.start(stage, program, command, folder.resolve(program.project())));
        }
        actors.values().forEach(actor -> actor.awaitSigns(1));
        stage.sampleEvery(FAST_MS);
        actors.values().forEach(actor -> actor.awaitSigns(actor.signs() + ENOUGH));
        wanted.keySet().forEach(program -> actors.get(program).interrupt());
        wanted.keySet().forEach(program -> actors.get(program).awaitEnd(ASSEMBLY_SECONDS));
      } finally {
        actors.values().forEach(Actor::close);
      }
    }
    for (Wanted each : wanted.values()) {
      if (!Files.isRegularFile(each.cache())) {
        throw new Failure(
            "no ahead-of-time cache %s was made; see %s".formatted(each.cache(), folder));
      }
    }
  }

  private static List<String> plain(Path runner) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "-jar",
        runner.toString());
  }
}
