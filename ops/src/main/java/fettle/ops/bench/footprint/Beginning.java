package fettle.ops.bench.footprint;

import fettle.ops.bench.Usage;
import fettle.ops.stage.Actor;
import fettle.ops.stage.Stage;
import fettle.ops.stage.StagedProgram;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How far a program was when, in milliseconds from its process' start.
 *
 * @param answersMs its start is over: it answers probes
 * @param connectedMs the hub has let it in; NaN of one that does not talk to the hub
 * @param firstMessageMs the hub has taken its first message, the gateway's first is in the store,
 *     or the dashboard's first frame is out
 * @param cpuMs processor time until all of this had come: it says the same on a busy machine
 */
record Beginning(double answersMs, double connectedMs, double firstMessageMs, double cpuMs) {
  private static final double NANOS_PER_MS = 1e6;

  /**
   * Watches a program that has just been started.
   *
   * @param began {@link System#nanoTime()} before its process was started
   * @param connections that the hub had then
   */
  static Beginning of(
      Stage stage, StagedProgram program, Actor actor, long began, long connections) {
    Watch watch = new Watch(began);
    long signs = actor.signs();
    boolean talksToHub = program.talksToHub();
    actor.await(
        "begin",
        () -> {
          watch.firstMessage = watch.mark(watch.firstMessage, actor.signs() > signs);
          watch.connected =
              watch.mark(watch.connected, !talksToHub || stage.connections() > connections);
          if (Double.isNaN(watch.answers)) {
            watch.answers = watch.mark(watch.answers, actor.isListening());
          }
          return watch.isOver();
        });
    double cpu = Usage.of(program.project(), actor.handle()).cpu().toNanos() / NANOS_PER_MS;
    return new Beginning(
        watch.answers, talksToHub ? watch.connected : Double.NaN, watch.firstMessage, cpu);
  }

  /** Of each figure the one in the middle. */
  static Beginning median(List<Beginning> all) {
    return new Beginning(
        median(all, Beginning::answersMs),
        median(all, Beginning::connectedMs),
        median(all, Beginning::firstMessageMs),
        median(all, Beginning::cpuMs));
  }

  private static double median(List<Beginning> all, ToDoubleFunction<Beginning> figure) {
    return all.stream().mapToDouble(figure).sorted().skip(all.size() / 2).findFirst().orElseThrow();
  }

  /** What has come so far; NaN is what has not. */
  private static final class Watch {
    private final long began;
    private double answers = Double.NaN;
    private double connected = Double.NaN;
    private double firstMessage = Double.NaN;

    Watch(long began) {
      this.began = began;
    }

    double mark(double before, boolean hasCome) {
      return hasCome && Double.isNaN(before) ? (System.nanoTime() - began) / NANOS_PER_MS : before;
    }

    boolean isOver() {
      return !Double.isNaN(answers + connected + firstMessage);
    }
  }
}
