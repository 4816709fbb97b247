package fettle.telemetry.pipeline;

import java.time.Duration;

/** The keys about pipelines; one store belongs to one environment. */
public final class PipelineKeys {
  private static final String PREFIX = "fettle:{pipelines}:";

  /** Hash: run's id → {@link PipelineRun} as JSON, the newest {@link #KEPT_RUNS} of them. */
  public static final String RUNS = PREFIX + "runs";

  /** Sorted set: run's id by its start, epoch milliseconds. */
  public static final String RUN_STARTS = PREFIX + "run-starts";

  /**
   * Hash: pipeline's name → {@link PipelineRequest} as JSON. At most one a pipeline: a second
   * request while one waits or is worked on is refused, and names the first.
   */
  public static final String REQUESTS = PREFIX + "requests";

  /** The name of the worker that takes requests; expires after {@link #WORKER_LEASE}. */
  public static final String WORKER = PREFIX + "worker";

  /**
   * What the environment has and how it is doing, as the worker saw it last: JSON as {@code
   * ./fettle status --json} prints it. Expires when no worker looks any more.
   */
  public static final String STATUS = PREFIX + "status";

  /** Runs that are kept. */
  public static final int KEPT_RUNS = 100;

  /** A worker that did not say within this time that it lives has lost its place to another. */
  public static final Duration WORKER_LEASE = Duration.ofSeconds(15);

  private PipelineKeys() {}
}
