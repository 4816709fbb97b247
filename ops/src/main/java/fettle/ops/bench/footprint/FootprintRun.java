package fettle.ops.bench.footprint;

import fettle.ops.bench.Usage;
import fettle.ops.stage.Actor;
import fettle.ops.stage.Stage;
import fettle.ops.stage.StagedProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One program, started in one way, on a stage of its own, with those before it that it lives on.
 *
 * @param root the project's folder
 * @param folder where processes work and log; new
 * @param seconds under load, before its figures are taken
 */
record FootprintRun(
    Path root, Path folder, String bind, StagedProgram program, Path models, int seconds) {
  private static final int LOAD_INTERVAL_MS = 100;
  private static final int SETTLE_SECONDS = 5;
  private static final int SIGNS_OF_LOAD = 10;
  private static final double NANOS_PER_MS = 1e6;

  /** Starts it, measures it, and ends it. */
  Footprint measure(Start start) throws IOException, InterruptedException {
    List<Actor> others = new ArrayList<>();
    try (Stage stage = new Stage(folder.resolve("stage"), bind, program, models)) {
      try {
        for (StagedProgram before : program.before()) {
          others.add(start(stage, before, Start.Jvm.asInImage(before, root)));
        }
        for (Actor other : others) {
          other.awaitSigns(1);
        }
        return measured(stage, start);
      } finally {
        others.reversed().forEach(Actor::close);
      }
    }
  }

  private Footprint measured(Stage stage, Start start) throws IOException {
    long began = System.nanoTime();
    try (Actor actor = start(stage, program, start)) {
      actor.awaitSigns(actor.signs() + 1);
      double first = (System.nanoTime() - began) / NANOS_PER_MS;
      actor.pause(SETTLE_SECONDS);
      long idle = resident(actor);
      stage.sampleEvery(LOAD_INTERVAL_MS);
      actor.awaitSigns(actor.signs() + SIGNS_OF_LOAD);
      Usage before = Usage.of(program.project(), actor.handle());
      long from = System.nanoTime();
      actor.pause(seconds);
      Duration cpu = Usage.of(program.project(), actor.handle()).since(before).cpu();
      double share = (double) cpu.toNanos() / (System.nanoTime() - from);
      return new Footprint(start.label(), first, idle, resident(actor), share);
    }
  }

  private static long resident(Actor actor) {
    return Usage.residentKb(actor.handle().pid()).orElse(0L);
  }

  private Actor start(Stage stage, StagedProgram which, Start how) throws IOException {
    return Actor.start(stage, which, how.command(), folder.resolve(which.project()));
  }
}
