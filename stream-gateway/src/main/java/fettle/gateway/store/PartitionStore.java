package fettle.gateway.store;

import fettle.gateway.alarm.SignalWatch;
import fettle.gateway.alarm.Watch;
import fettle.gateway.notify.Notice;
import fettle.gateway.repeat.SeenSequences;
import fettle.gateway.rollup.BucketKey;
import fettle.gateway.rollup.Heard;
import fettle.gateway.rollup.MachineMemory;
import fettle.gateway.rollup.PartitionMemory;
import fettle.gateway.rollup.RollupRules;
import fettle.gateway.rollup.Step;
import fettle.telemetry.MachineId;
import fettle.telemetry.alarm.Alarm;
import fettle.telemetry.alarm.AlarmCodec;
import fettle.telemetry.store.BucketCodec;
import fettle.telemetry.store.MachineState;
import fettle.telemetry.store.MachineStateCodec;
import fettle.telemetry.store.StoreKeys;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/** The partitions' part of the store: claims, look-ups, steps. Blocks; thread-safe. */
public final class PartitionStore {
  private static final int SCAN = 200;

  private final RedisCalls redis;
  private final RollupRules rules;
  private final StoreLimits limits;
  private final String owner;

  PartitionStore(RedisCalls redis, RollupRules rules, StoreLimits limits, String owner) {
    this.redis = redis;
    this.rules = rules;
    this.limits = limits;
    this.owner = owner;
  }

  /** Takes a partition over; steps of whoever had it fail from now on. */
  public Claim claim(int partition) throws StoreAway {
    StoreKeys keys = new StoreKeys(partition);
    Response answer =
        redis.run(
            Script.CLAIM,
            List.of(keys.progress(), keys.machines(), keys.rejectedCounts()),
            List.of(owner.getBytes(StandardCharsets.UTF_8)));
    Map<String, Long> rejected = new HashMap<>();
    Response counts = answer.get(3);
    for (int i = 0; i + 1 < counts.size(); i += 2) {
      rejected.put(counts.get(i).toString(), counts.get(i + 1).toLong());
    }
    OptionalLong offset =
        answer.get(1) == null ? OptionalLong.empty() : OptionalLong.of(answer.get(1).toLong());
    return new Claim(answer.get(0).toLong(), offset, answer.get(2).toLong(), Map.copyOf(rejected));
  }

  /**
   * Says that the owner of a partition lives; an owner that has lost it changes nothing. Does not
   * wait.
   *
   * @param now epoch milliseconds
   */
  public CompletionStage<?> beat(int partition, long epoch, long now) {
    return redis.start(
        Script.BEAT,
        List.of(new StoreKeys(partition).progress()),
        List.of(
            Long.toString(epoch).getBytes(StandardCharsets.US_ASCII),
            owner.getBytes(StandardCharsets.UTF_8),
            Long.toString(now).getBytes(StandardCharsets.US_ASCII)));
  }

  /** Reads machines into the memory; those the store does not have stay unknown. */
  public void load(PartitionMemory memory, Collection<MachineId> machines) throws StoreAway {
    StoreKeys keys = new StoreKeys(memory.partition());
    Request states = Request.cmd(Command.HMGET).arg(keys.machines());
    Request seen = Request.cmd(Command.HMGET).arg(keys.seen());
    Request watches = Request.cmd(Command.HMGET).arg(keys.alarmWatches());
    Request signals = Request.cmd(Command.HMGET).arg(keys.signalWatches());
    for (MachineId machine : machines) {
      states.arg(machine.toString());
      seen.arg(machine.toString());
      watches.arg(machine.toString());
      signals.arg(machine.toString());
    }
    List<Response> answers = redis.batch(List.of(states, seen, watches, signals));
    int i = 0;
    for (MachineId machine : machines) {
      Response state = answers.get(0).get(i);
      Response watch = answers.get(2).get(i);
      if (state != null) {
        memory.learn(machine(state, answers.get(1).get(i)));
      }
      if (watch != null) {
        memory.alarms().scores().learn(machine, Watch.decode(watch.toBytes()));
      }
      Response signal = answers.get(3).get(i);
      if (signal != null) {
        memory.alarms().signals().learn(machine, SignalWatch.decode(signal.toBytes()));
      }
      i++;
    }
  }

  /** Reads what is known of the machines' drift into the memory, and what of models' references. */
  public void loadDrift(
      PartitionMemory memory, Collection<MachineId> machines, Collection<String> models)
      throws StoreAway {
    StoreKeys keys = new StoreKeys(memory.partition());
    List<Request> requests = new ArrayList<>();
    for (MachineId machine : machines) {
      requests.add(Request.cmd(Command.HGET).arg(keys.driftState()).arg(machine.toString()));
    }
    for (String model : models) {
      requests.add(Request.cmd(Command.HGET).arg(keys.reference(model)).arg(StoreKeys.REFERENCE));
    }
    Iterator<Response> answers = redis.batch(requests).iterator();
    for (MachineId machine : machines) {
      Response state = answers.next();
      memory.drift().learn(machine, state == null ? null : state.toBytes());
    }
    for (String model : models) {
      Response json = answers.next();
      memory
          .drift()
          .learnReference(model, json == null ? null : json.toString(StandardCharsets.UTF_8));
    }
  }

  /** Reads into the memory which alarms the partition has. */
  public void loadAlarms(PartitionMemory memory) throws StoreAway {
    StoreKeys keys = new StoreKeys(memory.partition());
    List<Response> answers =
        redis.batch(
            List.of(
                Request.cmd(Command.HVALS).arg(keys.openAlarms()),
                Request.cmd(Command.HKEYS).arg(keys.pastAlarms())));
    List<Alarm> open = new ArrayList<>();
    answers.get(0).forEach(alarm -> AlarmCodec.decodeKnown(alarm.toBytes()).ifPresent(open::add));
    List<String> past = new ArrayList<>();
    answers.get(1).forEach(id -> past.add(id.toString()));
    memory.alarms().load(open, past);
  }

  private MachineMemory machine(Response state, Response seen) {
    SeenSequences sequences =
        seen == null
            ? new SeenSequences(rules.maxSessions(), rules.maxIntervals())
            : SeenSequences.decode(seen.toBytes(), rules.maxSessions(), rules.maxIntervals());
    return new MachineMemory(MachineStateCodec.decode(state.toBytes()), sequences, rules);
  }

  /**
   * The last sign of life of each of a partition's machines; a few hundred at a time, so that
   * others need not wait.
   */
  public Map<MachineId, Heard> lastHeard(int partition) throws StoreAway {
    Map<MachineId, Heard> heard = new HashMap<>();
    String key = new StoreKeys(partition).machines();
    String cursor = "0";
    do {
      Response page =
          redis.send(Request.cmd(Command.HSCAN).arg(key).arg(cursor).arg("COUNT").arg(SCAN));
      cursor = page.get(0).toString();
      Response fields = page.get(1);
      for (int i = 0; i + 1 < fields.size(); i += 2) {
        MachineState state = MachineStateCodec.decode(fields.get(i + 1).toBytes());
        heard.put(state.id(), Heard.of(state));
      }
    } while (!cursor.equals("0"));
    return heard;
  }

  /** Reads buckets into the memory; those the store does not have stay absent. */
  public void loadBuckets(PartitionMemory memory, Collection<BucketKey> buckets) throws StoreAway {
    StoreKeys keys = new StoreKeys(memory.partition());
    Map<String, List<BucketKey>> byChunk = new HashMap<>();
    for (BucketKey bucket : buckets) {
      var tier = rules.tiers().get(bucket.tier());
      String chunk = keys.chunk(tier, tier.chunkStart(bucket.start()), bucket.machine());
      byChunk.computeIfAbsent(chunk, key -> new ArrayList<>()).add(bucket);
    }
    List<Request> requests = new ArrayList<>();
    List<List<BucketKey>> asked = new ArrayList<>();
    byChunk.forEach(
        (chunk, wanted) -> {
          Request request = Request.cmd(Command.HMGET).arg(chunk);
          for (BucketKey key : wanted) {
            request.arg(rules.tiers().get(key.tier()).indexInChunk(key.start()));
          }
          requests.add(request);
          asked.add(wanted);
        });
    List<Response> answers = redis.batch(requests);
    for (int c = 0; c < answers.size(); c++) {
      for (int i = 0; i < asked.get(c).size(); i++) {
        Response packed = answers.get(c).get(i);
        if (packed != null) {
          memory.learn(asked.get(c).get(i), BucketCodec.decode(packed.toBytes()));
        }
      }
    }
  }

  /**
   * A step ready to be written, as often as it takes.
   *
   * @param notices who is to be told of what it does
   */
  public PreparedStep prepare(
      PartitionMemory memory,
      Step step,
      List<Notice> notices,
      long epoch,
      OptionalLong expectedOffset) {
    StepRequest request = new StepRequest(memory.partition(), rules.tiers());
    request.write(memory, step, notices, new Guard(epoch, owner, expectedOffset), limits);
    return new PreparedStep(redis, request);
  }
}
