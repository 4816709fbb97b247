package fettle.gateway.rollup;

import fettle.gateway.alarm.AlarmStep;
import fettle.gateway.drift.ClosedWindow;
import fettle.gateway.drift.MachineDriftState;
import fettle.telemetry.MachineId;
import fettle.telemetry.store.Bucket;
import fettle.telemetry.store.RejectedMessage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that one step writes, as absolute values in the partition's memory. Filled by {@link
 * Rollup}, read by the store; dead once the memory moves on.
 */
public final class Step {
  private final long nextOffset;
  private final long at;
  private final Set<MachineMemory> machines = new LinkedHashSet<>();
  private final Map<BucketKey, Bucket> buckets = new LinkedHashMap<>();
  private final Set<BucketKey> late = new HashSet<>();
  private final Map<MachineId, List<byte[]>> raw = new LinkedHashMap<>();
  private final Map<MachineId, DriftChange> drift = new LinkedHashMap<>();
  private final Map<String, String> references = new LinkedHashMap<>();
  private final List<MachineId> forgotten = new ArrayList<>();
  private final List<RejectedMessage> rejected = new ArrayList<>();
  private final AlarmStep alarms = new AlarmStep();
  private final StepCounts counts;

  Step(long nextOffset, long at, int tiers) {
    this.nextOffset = nextOffset;
    this.at = at;
    this.counts = new StepCounts(tiers);
  }

  void changed(MachineMemory machine) {
    machines.add(machine);
  }

  void changed(BucketKey key, Bucket bucket) {
    buckets.putIfAbsent(key, bucket);
  }

  void changedLate(BucketKey key) {
    late.add(key);
  }

  void keepRaw(MachineId machine, byte[] body) {
    raw.computeIfAbsent(machine, id -> new ArrayList<>(1)).add(body);
  }

  void changedDrift(MachineDriftState state, MachineId machine, Optional<ClosedWindow> closed) {
    DriftChange change =
        drift.computeIfAbsent(machine, id -> new DriftChange(state, new ArrayList<>(0)));
    closed.ifPresent(change.closed()::add);
  }

  void keepReference(String model, String json) {
    references.put(model, json);
  }

  void forget(MachineId machine) {
    forgotten.add(machine);
  }

  void reject(RejectedMessage message) {
    rejected.add(message);
  }

  /** Next offset to read once the step is written. */
  public long nextOffset() {
    return nextOffset;
  }

  /** When the hub took the newest of its records, epoch milliseconds; never ahead of our clock. */
  public long at() {
    return at;
  }

  /** Machines to be forgotten: everything kept of them has expired. */
  public List<MachineId> forgotten() {
    return forgotten;
  }

  /** Machines whose state or seen sequences changed. */
  public Set<MachineMemory> machines() {
    return machines;
  }

  /** Buckets that changed. */
  public Map<BucketKey, Bucket> buckets() {
    return buckets;
  }

  /**
   * Whether a change of this bucket has to be told by itself: in the finest tier always; in another
   * when its readings were too late for the finer one, whose buckets would tell of them otherwise.
   */
  public boolean isTold(BucketKey key) {
    return key.tier() == 0 || (!late.isEmpty() && late.contains(key));
  }

  /** Bodies for the raw ring, oldest first. */
  public Map<MachineId, List<byte[]>> raw() {
    return raw;
  }

  /**
   * What changed of a machine's drift.
   *
   * @param state as it stands at the step's end
   * @param closed windows that were finished, oldest first
   */
  public record DriftChange(MachineDriftState state, List<ClosedWindow> closed) {}

  /** Machines whose drift changed. */
  public Map<MachineId, DriftChange> drift() {
    return drift;
  }

  /** References that came, as JSON, by model. */
  public Map<String, String> references() {
    return references;
  }

  /** Rejected messages, oldest first; the reason is the one they are counted under. */
  public List<RejectedMessage> rejected() {
    return rejected;
  }

  /** What changes about alarms. */
  public AlarmStep alarms() {
    return alarms;
  }

  /** What the step did, for metrics. */
  public StepCounts counts() {
    return counts;
  }
}
