package fettle.dashboard.live;

import io.quarkus.runtime.Startup;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Executor;

/** The event loop that all of the live view runs on. */
@Startup
@ApplicationScoped
public class LiveLoop implements Executor {
  private final Vertx vertx;
  private final Context context;

  LiveLoop(Vertx vertx) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
  }

  /** Runs the task on the loop, after those handed in before. */
  @Override
  public void execute(Runnable task) {
    context.runOnContext(nothing -> task.run());
  }

  /** Runs the task on the loop after a while, at the soonest in a millisecond. */
  void after(Duration delay, Runnable task) {
    vertx.setTimer(Math.max(1, delay.toMillis()), timer -> execute(task));
  }

  /** Runs the task on the loop again and again. */
  void every(Duration period, Runnable task) {
    vertx.setPeriodic(period.toMillis(), timer -> execute(task));
  }
}
