package fettle.ops.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * Breaks a run off at a moment of one of its steps, as a kill of its process does: what is on the
 * disk then is what the next run finds, and no request of this run gets anywhere any more. Steps go
 * one after the other, so that it is sure whose write a write is.
 */
public final class Kill {

  /** Moments of a step at which its run is broken off. */
  public enum Moment {
    /** The journal says that it runs, and it has not looked yet. */
    BEFORE_IT_LOOKS,
    /** It knows what to do. */
    BEFORE_ITS_WORK,
    /** Its first write is under way, and does not arrive. */
    WRITE_IS_LOST,
    /** Its first write was done, and the answer does not arrive. */
    ANSWER_IS_LOST,
    /** It wants to write something down in the journal, or to say something. */
    BEFORE_IT_IS_NOTED,
    /** All is done, and the journal does not say so. */
    BEFORE_IT_IS_DONE,
    /** The journal says that it is done. */
    AFTER_IT_IS_DONE
  }

  /** Every moment of every step. */
  public static Stream<Kill.Point> points(List<String> steps) {
    return steps.stream()
        .flatMap(step -> Stream.of(Moment.values()).map(it -> new Point(step, it)));
  }

  /** A moment of a step. */
  public record Point(String step, Moment moment) {
    @Override
    public String toString() {
      return step + " " + moment;
    }
  }

  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed(Point point) {
      super("killed at " + point, null, false, false);
    }
  }

  private final Point point;
  private final Path folder;
  private final AtomicReference<Disk> disk = new AtomicReference<>();
  private volatile String working;

  /**
   * @param folder all that the run has on this machine
   */
  public Kill(Point point, Path folder) {
    this.point = point;
    this.folder = folder;
  }

  /** A run of a pipeline. */
  @FunctionalInterface
  public interface Run {
    RunState of(Pipeline pipeline, RunListener listener) throws Exception;
  }

  /**
   * Runs until it is killed, and leaves the disk as it was then.
   *
   * @return whether the moment came; if not, the run went to its end
   */
  public boolean strike(Pipeline pipeline, Run run) throws Exception {
    try {
      run.of(
          doomed(pipeline),
          event -> {
            if (event instanceof RunListener.Done done) {
              at(done.step(), Moment.AFTER_IT_IS_DONE);
            }
          });
    } catch (RuntimeException e) {
      // whatever goes wrong in a process that is gone is nobody's trouble
      if (!isOver()) {
        throw e;
      }
    }
    if (disk.get() == null) {
      return false;
    }
    disk.get().restore(folder);
    return true;
  }

  /** One after the other: so a run that is killed at a step has done those before it. */
  private Pipeline doomed(Pipeline pipeline) {
    List<Step> doomed = new ArrayList<>();
    for (Step step : pipeline.steps()) {
      Set<String> needs = new HashSet<>(step.needs());
      if (!doomed.isEmpty()) {
        needs.add(doomed.getLast().id());
      }
      doomed.add(new Doomed(step, Set.copyOf(needs)));
    }
    return new Pipeline(pipeline.name(), doomed);
  }

  /** Whether it happened: then whatever a request asks for is not done. */
  public boolean isOver() {
    return disk.get() != null;
  }

  /**
   * For a stand-in that is asked to write something.
   *
   * @param work writes it
   * @return whether there is still somebody to answer
   */
  public boolean outlives(Runnable work) {
    if (isOver() || isMet(Moment.WRITE_IS_LOST)) {
      return false;
    }
    work.run();
    return !isMet(Moment.ANSWER_IS_LOST);
  }

  private boolean isMet(Moment moment) {
    if (point.step().equals(working) && point.moment() == moment) {
      disk.compareAndSet(null, Disk.of(folder));
    }
    return isOver();
  }

  private void at(String step, Moment moment) {
    if (point.step().equals(step) && point.moment() == moment) {
      disk.compareAndSet(null, Disk.of(folder));
    }
    live();
  }

  private void live() {
    if (isOver()) {
      throw new Killed(point);
    }
  }

  private final class Doomed implements Step {
    private final Step step;
    private final Set<String> needs;

    Doomed(Step step, Set<String> needs) {
      this.step = step;
      this.needs = needs;
    }

    @Override
    public String id() {
      return step.id();
    }

    @Override
    public Set<String> needs() {
      return needs;
    }

    @Override
    public Finding look(Outputs outputs) throws PassingFailure, IOException, InterruptedException {
      at(id(), Moment.BEFORE_IT_LOOKS);
      return step.look(outputs);
    }

    @Override
    public void apply(Finding finding, Outputs outputs, Progress progress)
        throws PassingFailure, IOException, InterruptedException {
      at(id(), Moment.BEFORE_ITS_WORK);
      working = id();
      step.apply(
          finding,
          noted(outputs),
          line -> {
            at(id(), Moment.BEFORE_IT_IS_NOTED);
            progress.say(line);
          });
      at(id(), Moment.BEFORE_IT_IS_DONE);
      working = null;
    }

    private Outputs noted(Outputs outputs) {
      return new Outputs() {
        @Override
        public Optional<String> own(String name) {
          return outputs.own(name);
        }

        @Override
        public Optional<String> of(String other, String name) {
          return outputs.of(other, name);
        }

        @Override
        public void put(String name, String value) {
          at(id(), Moment.BEFORE_IT_IS_NOTED);
          outputs.put(name, value);
        }
      };
    }
  }
}
