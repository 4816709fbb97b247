package fettle.ops.bench.fanout;

import fettle.ops.Failure;
import fettle.telemetry.store.Bucket;
import fettle.telemetry.store.BucketCodec;
import fettle.telemetry.store.Hops;
import fettle.telemetry.store.LiveUpdate;
import fettle.telemetry.store.MachineState;
import fettle.telemetry.store.MachineStateCodec;
import fettle.telemetry.store.StoreKeys;
import fettle.telemetry.store.StreamInfo;
import fettle.telemetry.store.Tier;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes what a gateway would: each machine's open bucket and state, announced; the machines' turns
 * are spread evenly over the time between two changes of one.
 */
public final class Changes implements AutoCloseable {
  private static final Tier FINEST = FanoutShape.TIERS.getFirst();
  private static final long BEAT_MS = 1_000;

  private final FanoutShape shape;
  private final Vertx vertx = Vertx.vertx();
  private final RedisConnection redis;
  private final Bucket[] open;
  private final long[] openStart;
  private final AtomicLong failed = new AtomicLong();
  private final List<Long> timers = new ArrayList<>();
  private long made;

  public Changes(FanoutShape shape, String uri) {
    this.shape = shape;
    this.redis = await(Redis.createClient(vertx, uri).connect());
    this.open = new Bucket[shape.machines()];
    this.openStart = new long[shape.machines()];
  }

  /** Names the stream, and makes a first change of every machine. */
  public void prepare() {
    Request stream = Request.cmd(Command.HSET).arg(StoreKeys.STREAM);
    for (Map.Entry<String, String> field :
        new StreamInfo("bench", "bench", "bench", FanoutShape.PARTITIONS, FanoutShape.TIERS)
            .toFields()
            .entrySet()) {
      stream.arg(field.getKey()).arg(field.getValue());
    }
    await(redis.send(stream));
    beat();
    for (int machine = 0; machine < shape.machines(); machine++) {
      await(redis.batch(change(machine, System.currentTimeMillis())));
    }
  }

  /** Goes on until it is closed. */
  public void start() {
    double everyMs = 1_000.0 / shape.changesPerSecond() / shape.machines();
    long began = System.nanoTime();
    timers.add(vertx.setPeriodic(1, timer -> catchUp((System.nanoTime() - began) / 1e6 / everyMs)));
    timers.add(vertx.setPeriodic(BEAT_MS, timer -> beat()));
  }

  private void catchUp(double due) {
    for (; made < due; made++) {
      redis
          .batch(change((int) (made % shape.machines()), System.currentTimeMillis()))
          .onFailure(e -> failed.incrementAndGet());
    }
  }

  /** Changes that Redis did not take. */
  public long failed() {
    return failed.get();
  }

  private List<Request> change(int machine, long now) {
    long start = FINEST.bucketStart(now);
    if (open[machine] == null || openStart[machine] != start) {
      open[machine] = new Bucket(FanoutShape.SIGNALS.size());
      openStart[machine] = start;
    }
    Bucket bucket = open[machine];
    bucket.addReading();
    bucket.add(0, now);
    for (int s = 1; s < FanoutShape.SIGNALS.size(); s++) {
      bucket.add(s, Math.sin(now / 1_000.0 + s) * s);
    }
    bucket.addScore(0.1, false);
    byte[] packed = BucketCodec.encode(bucket);
    StoreKeys keys = shape.keys(machine);
    byte[] update =
        new LiveUpdate(FINEST.widthMs(), List.of(new LiveUpdate.Changed(start, packed))).encode();
    return List.of(
        Request.cmd(Command.HSET)
            .arg(keys.chunk(FINEST, FINEST.chunkStart(now), shape.machine(machine)))
            .arg(Integer.toString(FINEST.indexInChunk(now)))
            .arg(packed),
        Request.cmd(Command.HSET)
            .arg(keys.machines())
            .arg(shape.machine(machine).toString())
            .arg(MachineStateCodec.encode(state(machine, now))),
        Request.cmd(Command.PUBLISH).arg(keys.live(shape.machine(machine))).arg(update));
  }

  private MachineState state(int machine, long now) {
    double[] values = new double[FanoutShape.SIGNALS.size()];
    Arrays.fill(values, 1);
    values[0] = now;
    double interval = 1_000.0 / shape.changesPerSecond();
    return new MachineState(
        shape.machine(machine),
        shape.keys(machine).partition(),
        FanoutShape.SIGNALS,
        new MachineState.Counters(1, 1, 1, 0, 0, 0, 0, 0),
        now,
        now,
        interval,
        interval,
        "bench:1",
        0.1,
        false,
        values,
        new Hops(now, now, now, now),
        new int[] {10});
  }

  private void beat() {
    String now = Long.toString(System.currentTimeMillis());
    for (int partition = 0; partition < FanoutShape.PARTITIONS; partition++) {
      redis
          .send(
              Request.cmd(Command.HSET)
                  .arg(new StoreKeys(partition).progress())
                  .arg(StoreKeys.BEAT)
                  .arg(now))
          .onFailure(e -> failed.incrementAndGet());
    }
  }

  private static <T> T await(Future<T> answer) {
    try {
      return answer.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new Failure("Redis does not answer: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted", e);
    }
  }

  @Override
  public void close() {
    timers.forEach(vertx::cancelTimer);
    redis.close();
    vertx.close();
  }
}
