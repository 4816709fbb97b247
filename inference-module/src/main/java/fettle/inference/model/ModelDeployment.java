package fettle.inference.model;

import fettle.inference.model.ModelLoader.Result;
import fettle.inference.model.ModelTarget.Parsed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Brings what the twin wants into use. One load at a time, the newest wish wins, and a wish that
 * cannot be fulfilled leaves what is in use in use. One that failed because its place could not be
 * reached is tried again by {@link #retry()}; one that is wrong waits for another wish.
 */
public final class ModelDeployment {

  private static final Logger LOG = Logger.getLogger(ModelDeployment.class);

  private final ModelLoader loader;
  private final Executor executor;
  private final Consumer<ModelSet> swap;
  private final Consumer<ModelStatus> report;

  private final AtomicReference<Wish> wanted = new AtomicReference<>();
  private final AtomicBoolean working = new AtomicBoolean();
  private volatile Wish settled;
  private volatile boolean failedInPassing;
  private volatile ModelStatus status = ModelStatus.NONE;

  /**
   * What the twin asks for.
   *
   * @param target null to use no models
   * @param wrong why the property is no target; null when it is one
   */
  private record Wish(ModelTarget target, String wrong) {}

  /**
   * @param executor for loading, which reads files and the network
   * @param swap takes a new set into use and closes the one before after its last use
   * @param report is told every change
   */
  public ModelDeployment(
      ModelLoader loader,
      Executor executor,
      Consumer<ModelSet> swap,
      Consumer<ModelStatus> report) {
    this.loader = loader;
    this.executor = executor;
    this.swap = swap;
    this.report = report;
  }

  public ModelStatus status() {
    return status;
  }

  /** At the start: what was in use before the module ended, as long as the twin is not known. */
  public void resume() {
    loader.lastInUse().ifPresent(target -> wish(new Wish(target, null)));
  }

  /** The property {@code desired.models}, or nothing when the twin has none. */
  public void desired(Optional<Object> models) {
    if (models.isEmpty()) {
      wish(new Wish(null, null));
    } else if (models.get() instanceof Map<?, ?> map) {
      switch (ModelTarget.parse(map)) {
        case Parsed.Target parsed -> wish(new Wish(parsed.target(), null));
        case Parsed.Wrong wrong -> wish(new Wish(null, wrong.problem()));
      }
    } else {
      wish(new Wish(null, "models must be an object with uri and sha256"));
    }
  }

  /** Tries again what failed because a place could not be reached. */
  public void retry() {
    if (failedInPassing) {
      failedInPassing = false;
      settled = null;
      work();
    }
  }

  private void wish(Wish wish) {
    wanted.set(wish);
    work();
  }

  private void work() {
    if (!isSettled() && working.compareAndSet(false, true)) {
      executor.execute(this::settle);
    }
  }

  private boolean isSettled() {
    Wish wish = wanted.get();
    return wish == null || wish.equals(settled);
  }

  private void settle() {
    try {
      while (!isSettled()) {
        Wish wish = wanted.get();
        // before, so that a retry that comes while the failure is told is not lost
        settled = wish;
        tryToFulfil(wish);
      }
    } finally {
      working.set(false);
    }
    work(); // for a wish that came after the loop's last look
  }

  private void tryToFulfil(Wish wish) {
    try {
      fulfil(wish);
    } catch (RuntimeException | OutOfMemoryError failure) {
      LOG.error("models cannot be changed", failure);
      failed(wish.target() == null ? null : wish.target().sha256(), "cannot be loaded: " + failure);
    }
  }

  private void fulfil(Wish wish) {
    failedInPassing = false;
    if (wish.wrong() != null) {
      failed(null, wish.wrong());
    } else if (wish.target() == null) {
      swap.accept(ModelSet.empty());
      set(ModelStatus.NONE);
    } else if (!isActive(wish.target())) {
      switch (loader.load(wish.target())) {
        case Result.Ready ready -> activate(wish.target(), ready.models());
        case Result.Refused refused -> {
          failedInPassing = refused.passing();
          failed(wish.target().sha256(), refused.reason());
        }
      }
    }
  }

  private boolean isActive(ModelTarget target) {
    return status.state() == ModelStatus.State.ACTIVE && target.sha256().equals(status.sha256());
  }

  private void activate(ModelTarget target, ModelSet models) {
    List<ModelStatus.Model> loaded =
        models.loaded().stream()
            .map(
                one ->
                    new ModelStatus.Model(
                        one.model().info().name(),
                        one.model().info().version(),
                        one.sha256(),
                        one.machines()))
            .toList();
    swap.accept(models);
    loader.inUse(target, models);
    LOG.infof("%d models in use, manifest %s", loaded.size(), target.sha256());
    set(new ModelStatus(target.sha256(), ModelStatus.State.ACTIVE, null, loaded));
  }

  private void failed(String sha256, String reason) {
    LOG.warnf("models not changed: %s", reason);
    set(new ModelStatus(sha256, ModelStatus.State.FAILED, reason, status.loaded()));
  }

  private void set(ModelStatus next) {
    status = next;
    report.accept(next);
  }
}
