package fettle.inference.pipeline;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.cumulative.CumulativeTimer;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.pause.PauseDetector;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The module as a process of its own, which dies without any goodbye at a chosen moment. */
final class InferenceChild {

  private static final int KILLED = 137;

  private InferenceChild() {}

  /** When the process dies. Each moment is that of a timer's record. */
  enum Moment {
    /** A batch is scored and not yet sent. */
    BEFORE_SENDING("fettle.inference.batch"),
    /** The hub has the scores, and the batch is not acknowledged. */
    BEFORE_ACKNOWLEDGING("fettle.edge.sent"),
    /** Not by itself. */
    NEVER("none");

    private final String timer;

    Moment(String timer) {
      this.timer = timer;
    }
  }

  /**
   * @param times how often the moment passes before it is fatal
   */
  static Process start(Map<String, String> environment, Path cache, Moment moment, int times)
      throws IOException {
    ProcessBuilder child =
        new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            InferenceChild.class.getName(),
            cache.toString(),
            moment.name(),
            Integer.toString(times));
    child.environment().putAll(environment);
    // not on the command line: onnxruntime cannot bear one of more than some 4,000 characters
    child.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return child.inheritIO().start();
  }

  public static void main(String... arguments) {
    Moment moment = Moment.valueOf(arguments[1]);
    AtomicInteger left = new AtomicInteger(Integer.parseInt(arguments[2]));
    SimpleMeterRegistry registry =
        new SimpleMeterRegistry() {
          @Override
          protected Timer newTimer(
              Meter.Id id, DistributionStatisticConfig statistics, PauseDetector pauses) {
            return new CumulativeTimer(id, clock, statistics, pauses, getBaseTimeUnit()) {
              @Override
              protected void recordNonNegative(long amount, TimeUnit unit) {
                if (id.getName().equals(moment.timer) && left.decrementAndGet() == 0) {
                  Runtime.getRuntime().halt(KILLED);
                }
              }
            };
          }
        };
    new Inference(
        Settings.withCache(Path.of(arguments[0])),
        System.getenv(),
        registry,
        Infrastructure.getDefaultWorkerPool());
  }
}
