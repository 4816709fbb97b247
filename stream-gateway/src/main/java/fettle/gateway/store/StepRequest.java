package fettle.gateway.store;

import fettle.gateway.alarm.AlarmStep;
import fettle.gateway.alarm.SignalWatch;
import fettle.gateway.alarm.Watch;
import fettle.gateway.notify.Notice;
import fettle.gateway.rollup.BucketKey;
import fettle.gateway.rollup.MachineMemory;
import fettle.gateway.rollup.PartitionMemory;
import fettle.gateway.rollup.Step;
import fettle.telemetry.MachineId;
import fettle.telemetry.alarm.Alarm;
import fettle.telemetry.alarm.AlarmCodec;
import fettle.telemetry.store.Bucket;
import fettle.telemetry.store.BucketCodec;
import fettle.telemetry.store.LiveUpdate;
import fettle.telemetry.store.MachineStateCodec;
import fettle.telemetry.store.RejectedMessage;
import fettle.telemetry.store.StoreKeys;
import fettle.telemetry.store.Tier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A step as keys and arguments of {@link Script#STEP}. */
final class StepRequest {
  static final byte[] HASH = ascii("H");
  static final byte[] BUCKETS = ascii("B");
  private static final byte[] RAW = ascii("R");
  private static final byte[] LIST = ascii("L");
  static final byte[] PUBLISH = ascii("P");
  private static final byte[] REMOVE_FIELDS = ascii("D");
  private static final byte[] REMOVE = ascii("X");
  private static final byte[][] NUMBERS = new byte[Tier.CHUNK][];

  /** Fields of one HSET or HDEL: Lua unpacks at most some 8,000 values onto its stack. */
  private static final int MAX_FIELDS = 2000;

  static {
    for (int i = 0; i < NUMBERS.length; i++) {
      NUMBERS[i] = ascii(Integer.toString(i));
    }
  }

  private final StoreKeys keys;
  private final List<Tier> tiers;
  private final List<String> touched = new ArrayList<>();
  private final List<byte[]> args = new ArrayList<>();
  private final Map<MachineId, byte[]> states = new LinkedHashMap<>();

  StepRequest(int partition, List<Tier> tiers) {
    this.keys = new StoreKeys(partition);
    this.tiers = tiers;
  }

  /** Writes the guard and everything the step changed. */
  void write(
      PartitionMemory memory, Step step, List<Notice> notices, Guard guard, StoreLimits limits) {
    touched.add(keys.progress());
    touched.add(keys.rawBytes());
    args.add(ascii(Long.toString(guard.epoch())));
    args.add(guard.owner().getBytes(StandardCharsets.UTF_8));
    args.add(
        ascii(guard.expected().isPresent() ? Long.toString(guard.expected().getAsLong()) : ""));
    args.add(ascii(Long.toString(step.nextOffset())));
    forgotten(step);
    machines(step);
    buckets(step);
    alarms(step.alarms(), step.nextOffset(), step.at());
    notices(notices);
    raw(step, limits.rawBytes());
    rejected(memory, step, limits.rejected());
    new DriftRequest(keys, memory.drift().rules()).write(step, this::inParts, this::operation);
  }

  private void forgotten(Step step) {
    if (step.forgotten().isEmpty()) {
      return;
    }
    List<byte[]> fields = step.forgotten().stream().map(StepRequest::field).toList();
    for (String hash :
        List.of(
            keys.machines(),
            keys.seen(),
            keys.rawBytes(),
            keys.alarmWatches(),
            keys.signalWatches(),
            keys.drift(),
            keys.driftState())) {
      inParts(REMOVE_FIELDS, hash, fields);
    }
    step.forgotten().forEach(machine -> operation(REMOVE, keys.raw(machine), List.of()));
  }

  private void machines(Step step) {
    List<byte[]> stateFields = new ArrayList<>();
    List<byte[]> seenFields = new ArrayList<>();
    for (MachineMemory machine : step.machines()) {
      byte[] field = field(machine.id());
      byte[] state = MachineStateCodec.encode(machine.state());
      states.put(machine.id(), state);
      stateFields.add(field);
      stateFields.add(state);
      seenFields.add(field);
      seenFields.add(machine.seen().encode());
    }
    inParts(HASH, keys.machines(), stateFields);
    inParts(HASH, keys.seen(), seenFields);
  }

  private void alarms(AlarmStep step, long nextOffset, long at) {
    List<byte[]> watches = new ArrayList<>();
    for (Map.Entry<MachineId, Watch> watch : step.watches().entrySet()) {
      watches.add(field(watch.getKey()));
      watches.add(watch.getValue().encode());
    }
    inParts(HASH, keys.alarmWatches(), watches);
    List<byte[]> signals = new ArrayList<>();
    for (Map.Entry<MachineId, SignalWatch> watch : step.signalWatches().entrySet()) {
      signals.add(field(watch.getKey()));
      signals.add(watch.getValue().encode());
    }
    inParts(HASH, keys.signalWatches(), signals);
    inParts(HASH, keys.openAlarms(), fields(step.open()));
    inParts(REMOVE_FIELDS, keys.openAlarms(), texts(step.closed()));
    inParts(HASH, keys.pastAlarms(), fields(step.past()));
    inParts(REMOVE_FIELDS, keys.pastAlarms(), texts(step.dropped()));
    if (!step.closed().isEmpty() || !step.past().isEmpty()) {
      // a step that no record made leaves the offset as it is
      String revision = nextOffset + "@" + at;
      operation(HASH, keys.progress(), List.of(ascii(StoreKeys.ALARMS), ascii(revision)));
    }
  }

  private void notices(List<Notice> notices) {
    List<byte[]> fields = new ArrayList<>();
    for (Notice notice : notices) {
      fields.add(notice.field().getBytes(StandardCharsets.UTF_8));
      fields.add(notice.json().getBytes(StandardCharsets.UTF_8));
    }
    inParts(HASH, keys.outbox(), fields);
  }

  private static List<byte[]> fields(Map<String, Alarm> alarms) {
    List<byte[]> fields = new ArrayList<>();
    alarms.forEach(
        (name, alarm) -> {
          fields.add(name.getBytes(StandardCharsets.UTF_8));
          fields.add(AlarmCodec.encode(alarm));
        });
    return fields;
  }

  private static List<byte[]> texts(Collection<String> texts) {
    return texts.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
  }

  /** Names a chunk without making its key, which every bucket of it would do again. */
  private record ChunkName(MachineId machine, int tier, long start) {}

  private void buckets(Step step) {
    Map<ChunkName, List<byte[]>> chunks = new LinkedHashMap<>();
    List<Map<MachineId, List<LiveUpdate.Changed>>> live = new ArrayList<>();
    tiers.forEach(tier -> live.add(new LinkedHashMap<>()));
    for (Map.Entry<BucketKey, Bucket> changed : step.buckets().entrySet()) {
      BucketKey key = changed.getKey();
      Tier tier = tiers.get(key.tier());
      byte[] packed = BucketCodec.encode(changed.getValue());
      ChunkName name = new ChunkName(key.machine(), key.tier(), tier.chunkStart(key.start()));
      List<byte[]> chunk = chunks.computeIfAbsent(name, this::newChunk);
      chunk.add(NUMBERS[tier.indexInChunk(key.start())]);
      chunk.add(packed);
      if (step.isTold(key)) {
        live.get(key.tier())
            .computeIfAbsent(key.machine(), id -> new ArrayList<>())
            .add(new LiveUpdate.Changed(key.start(), packed));
      }
    }
    chunks.forEach(
        (name, chunk) ->
            operation(
                BUCKETS, keys.chunk(tiers.get(name.tier()), name.start(), name.machine()), chunk));
    live(step, live);
  }

  private List<byte[]> newChunk(ChunkName name) {
    List<byte[]> chunk = new ArrayList<>();
    chunk.add(ascii(Long.toString(tiers.get(name.tier()).expiresAt(name.start()))));
    return chunk;
  }

  /** Announces the buckets, finest tier first; where there are none, that the state changed. */
  private void live(Step step, List<Map<MachineId, List<LiveUpdate.Changed>>> byTier) {
    for (int t = 0; t < byTier.size(); t++) {
      long width = tiers.get(t).widthMs();
      byTier.get(t).forEach((machine, changed) -> publish(machine, width, changed));
    }
    for (MachineMemory machine : step.machines()) {
      if (byTier.stream().noneMatch(changed -> changed.containsKey(machine.id()))) {
        publish(machine.id(), tiers.getFirst().widthMs(), List.of());
      }
    }
  }

  private void publish(MachineId machine, long widthMs, List<LiveUpdate.Changed> changed) {
    List<LiveUpdate.Changed> ascending = new ArrayList<>(changed);
    ascending.sort(Comparator.comparingLong(LiveUpdate.Changed::start));
    LiveUpdate update = new LiveUpdate(widthMs, ascending);
    operation(PUBLISH, keys.live(machine), List.of(update.encode()));
  }

  private void raw(Step step, long limit) {
    byte[] bytes = ascii(Long.toString(limit));
    byte[] expires = ascii(Long.toString(step.at() + tiers.getLast().retentionMs()));
    step.raw()
        .forEach(
            (machine, bodies) -> {
              List<byte[]> ring = new ArrayList<>(bodies.size() + 3);
              ring.add(field(machine));
              ring.add(bytes);
              ring.add(expires);
              ring.addAll(bodies);
              operation(RAW, keys.raw(machine), ring);
            });
  }

  private void rejected(PartitionMemory memory, Step step, int limit) {
    if (step.rejected().isEmpty()) {
      return;
    }
    List<byte[]> entries = new ArrayList<>();
    Map<String, byte[]> counts = new LinkedHashMap<>();
    entries.add(ascii(Integer.toString(limit)));
    for (RejectedMessage message : step.rejected()) {
      entries.add(message.encode());
      counts.put(message.reason(), ascii(Long.toString(memory.rejected(message.reason()))));
    }
    operation(LIST, keys.rejected(), entries);
    List<byte[]> fields = new ArrayList<>();
    counts.forEach(
        (reason, count) -> {
          fields.add(ascii(reason));
          fields.add(count);
        });
    inParts(HASH, keys.rejectedCounts(), fields);
  }

  private void inParts(byte[] name, String key, List<byte[]> fields) {
    for (int from = 0; from < fields.size(); from += MAX_FIELDS) {
      operation(name, key, fields.subList(from, Math.min(fields.size(), from + MAX_FIELDS)));
    }
  }

  private void operation(byte[] name, String key, List<byte[]> operands) {
    touched.add(key);
    args.add(name);
    args.add(ascii(Integer.toString(operands.size())));
    args.addAll(operands);
  }

  List<String> keys() {
    return touched;
  }

  List<byte[]> args() {
    return args;
  }

  /** The machine states as they go into the store, as JSON. */
  Map<MachineId, byte[]> states() {
    return states;
  }

  private static byte[] field(MachineId machine) {
    return machine.toString().getBytes(StandardCharsets.UTF_8);
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
