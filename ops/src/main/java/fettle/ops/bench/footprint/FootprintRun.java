package fettle.ops.bench.footprint;

import fettle.ops.bench.Usage;
import fettle.ops.bench.Usage.Memory;
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
  private static final int IDLE_INTERVAL_MS = 2_000;
  private static final int LOAD_INTERVAL_MS = 100;
  private static final int SETTLE_SECONDS = 5;
  private static final int SIGNS_OF_LOAD = 10;

  /** Not counting the last one, which is measured at work, too. */
  private static final int STARTS = 3;

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
    List<Beginning> beginnings = new ArrayList<>();
    for (int i = 0; i < STARTS; i++) {
      try (Begun begun = begin(stage, start, i)) {
        beginnings.add(begun.beginning());
      }
    }
    // the first one met a hub that had never seen it, and files that nobody had read
    beginnings.removeFirst();
    try (Begun begun = begin(stage, start, STARTS)) {
      beginnings.add(begun.beginning());
      return atWork(stage, begun.actor(), start, Beginning.median(beginnings));
    }
  }

  /** A program that works, and how it came to that. */
  private record Begun(Actor actor, Beginning beginning) implements AutoCloseable {
    @Override
    public void close() {
      actor.close();
    }
  }

  private Begun begin(Stage stage, Start start, int number) throws IOException {
    long connections = stage.connections();
    Path own = folder.resolve(program.project() + "-" + number);
    long began = System.nanoTime();
    Actor actor = Actor.start(stage, program, start.command(), own);
    try {
      return new Begun(actor, Beginning.of(stage, program, actor, began, connections));
    } catch (RuntimeException failure) {
      actor.close();
      throw failure;
    }
  }

  private Footprint atWork(Stage stage, Actor actor, Start start, Beginning beginning) {
    stage.sampleEvery(IDLE_INTERVAL_MS);
    actor.pause(SETTLE_SECONDS);
    Memory idle = Memory.of(actor.handle().pid());
    stage.sampleEvery(LOAD_INTERVAL_MS);
    actor.awaitSigns(actor.signs() + SIGNS_OF_LOAD);
    Usage before = Usage.of(program.project(), actor.handle());
    long from = System.nanoTime();
    actor.pause(seconds);
    Duration cpu = Usage.of(program.project(), actor.handle()).since(before).cpu();
    double share = (double) cpu.toNanos() / (System.nanoTime() - from);
    return new Footprint(start.label(), beginning, idle, Memory.of(actor.handle().pid()), share);
  }

  private Actor start(Stage stage, StagedProgram which, Start how) throws IOException {
    return Actor.start(stage, which, how.command(), folder.resolve(which.project()));
  }
}
