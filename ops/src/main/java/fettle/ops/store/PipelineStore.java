package fettle.ops.store;

import fettle.ops.Failure;
import fettle.telemetry.pipeline.PipelineKeys;
import fettle.telemetry.pipeline.PipelineRequest;
import fettle.telemetry.pipeline.PipelineRun;
import fettle.telemetry.pipeline.PipelineRunCodec;
import fettle.telemetry.pipeline.RequestedPipeline;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs, requests and the worker's place in Redis. Every call answers within a few seconds or throws
 * an {@link IOException}; none of them is for an event loop. Its messages never repeat the URL,
 * which may hold a password.
 */
public final class PipelineStore implements AutoCloseable {
  private static final String RULE =
      "store.redis must hold a URL as in redis://HOST:PORT or rediss://:PASSWORD@HOST:PORT";
  private static final long MOST_TRIMMED_AT_ONCE = 1_000;

  /** Takes the place when it is free or already one's own. */
  private static final String LEASE =
      """
      if redis.call('set', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then return 1 end
      if redis.call('get', KEYS[1]) ~= ARGV[1] then return 0 end
      return redis.call('pexpire', KEYS[1], ARGV[2])
      """;

  /** Gives the place back when it is one's own. */
  private static final String RELEASE =
      """
      if redis.call('get', KEYS[1]) ~= ARGV[1] then return 0 end
      return redis.call('del', KEYS[1])
      """;

  private final StoreConnection connection;

  /**
   * Connects when it is first used.
   *
   * @param url one that {@link #check} finds nothing wrong with
   */
  public PipelineStore(String url) {
    connection = new StoreConnection(url);
  }

  /**
   * @throws Failure when this is no URL of Redis; the message does not repeat it, for it may hold a
   *     password
   */
  public static void check(String url) {
    if (!isOfRedis(url)) {
      throw new Failure(RULE);
    }
  }

  private static boolean isOfRedis(String url) {
    try {
      String scheme = URI.create(url).getScheme();
      return "redis".equals(scheme) || "rediss".equals(scheme);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Puts a run there, or what became of it, and lets go of the oldest beyond those kept. */
  public void put(PipelineRun run) throws IOException {
    send(
        Request.cmd(Command.HSET)
            .arg(PipelineKeys.RUNS)
            .arg(run.id())
            .arg(PipelineRunCodec.encode(run)));
    send(Request.cmd(Command.ZADD).arg(PipelineKeys.RUN_STARTS).arg(run.started()).arg(run.id()));
    Response old =
        send(
            Request.cmd(Command.ZRANGE)
                .arg(PipelineKeys.RUN_STARTS)
                .arg(-MOST_TRIMMED_AT_ONCE)
                .arg(-PipelineKeys.KEPT_RUNS - 1));
    for (Response id : old) {
      send(Request.cmd(Command.HDEL).arg(PipelineKeys.RUNS).arg(id.toString()));
      send(Request.cmd(Command.ZREM).arg(PipelineKeys.RUN_STARTS).arg(id.toString()));
    }
  }

  /** The runs that are kept, newest first. */
  public List<PipelineRun> runs() throws IOException {
    Response ids = send(Request.cmd(Command.ZREVRANGE).arg(PipelineKeys.RUN_STARTS).arg(0).arg(-1));
    List<PipelineRun> runs = new ArrayList<>();
    for (Response id : ids) {
      Response run = send(Request.cmd(Command.HGET).arg(PipelineKeys.RUNS).arg(id.toString()));
      if (run != null) {
        runs.add(PipelineRunCodec.decode(run.toString()));
      }
    }
    return runs;
  }

  /** The worker that has the place. */
  public Optional<String> worker() throws IOException {
    return Optional.ofNullable(send(Request.cmd(Command.GET).arg(PipelineKeys.WORKER)))
        .map(Response::toString);
  }

  /** Whether a run of that id is there. */
  public boolean has(String id) throws IOException {
    return send(Request.cmd(Command.HEXISTS).arg(PipelineKeys.RUNS).arg(id)).toInteger() == 1;
  }

  /** The request for a pipeline that waits or is worked on. */
  public Optional<PipelineRequest> request(RequestedPipeline pipeline) throws IOException {
    Response found =
        send(Request.cmd(Command.HGET).arg(PipelineKeys.REQUESTS).arg(pipeline.wire()));
    return Optional.ofNullable(found).map(text -> PipelineRequest.decode(text.toString()));
  }

  /** Asks for a pipeline; {@code false} when somebody has asked already. */
  public boolean ask(RequestedPipeline pipeline, PipelineRequest request) throws IOException {
    return send(Request.cmd(Command.HSETNX)
                .arg(PipelineKeys.REQUESTS)
                .arg(pipeline.wire())
                .arg(request.encode()))
            .toInteger()
        == 1;
  }

  /** Notes that a worker begins with a request; for the worker that has the place. */
  public void begun(RequestedPipeline pipeline, PipelineRequest request) throws IOException {
    send(
        Request.cmd(Command.HSET)
            .arg(PipelineKeys.REQUESTS)
            .arg(pipeline.wire())
            .arg(request.encode()));
  }

  /** Takes a request away: it is done, or given up. */
  public void done(RequestedPipeline pipeline) throws IOException {
    send(Request.cmd(Command.HDEL).arg(PipelineKeys.REQUESTS).arg(pipeline.wire()));
  }

  /** What people decided, over this connection. */
  public DecisionLog decisions() {
    return new DecisionLog(this::send);
  }

  /** The gateway's alarms, over this connection. */
  public AlarmLook alarms() {
    return new AlarmLook(this::send);
  }

  /** What the hub has taken, over this connection. */
  public HubUsageStore hubUsage() {
    return new HubUsageStore(this::send);
  }

  /** Takes the worker's place, or keeps it; {@code false} while another has it. */
  public boolean lease(String worker) throws IOException {
    return send(Request.cmd(Command.EVAL)
                .arg(LEASE)
                .arg(1)
                .arg(PipelineKeys.WORKER)
                .arg(worker)
                .arg(PipelineKeys.WORKER_LEASE.toMillis()))
            .toInteger()
        == 1;
  }

  /** Gives the worker's place back. */
  public void release(String worker) throws IOException {
    send(Request.cmd(Command.EVAL).arg(RELEASE).arg(1).arg(PipelineKeys.WORKER).arg(worker));
  }

  /**
   * Shows how the environment is doing.
   *
   * @param json as {@code ./fettle status --json} prints it
   * @param life after which it is no longer shown
   */
  public void status(String json, Duration life) throws IOException {
    send(
        Request.cmd(Command.SET).arg(PipelineKeys.STATUS).arg(json).arg("PX").arg(life.toMillis()));
  }

  private Response send(Request request) throws IOException {
    return connection.send(request);
  }

  /** What has drifted, over the same connection. */
  public DriftLook drift() {
    return new DriftLook(this::send);
  }

  /** What the same store says of models, over the same connection. */
  public ModelStore models() {
    return new ModelStore(connection);
  }

  @Override
  public void close() {
    connection.close();
  }
}
