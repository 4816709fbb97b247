package fettle.gateway.rollup;

import fettle.gateway.alarm.AlarmBook;
import fettle.gateway.drift.PartitionDrift;
import fettle.gateway.intake.Content;
import fettle.gateway.intake.Intake;
import fettle.telemetry.MachineId;
import fettle.telemetry.store.Bucket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the gateway remembers of a partition it owns: a cache of the store, exact as long as the
 * store accepts its steps and thrown away as soon as it does not. Not thread-safe.
 */
public final class PartitionMemory {
  private static final String OTHER = "OTHER";
  private static final int MAX_REASONS = 64;
  private static final int MAX_REASON = 40;

  private final int partition;
  private final RollupRules rules;
  private final BucketCache buckets;
  private final PartitionDrift drift;
  private final Map<MachineId, MachineMemory> machines = new HashMap<>();
  private final AlarmBook alarms = new AlarmBook();
  private final Map<String, Long> rejected;
  private final List<LostRecords> lost = new ArrayList<>();
  private final SilenceWatch silence = new SilenceWatch();
  private Map<MachineId, Heard> heardInStore = Map.of();
  private boolean heardIsKnown;
  private boolean sweepIsDue;
  private long machinesInStore;

  /**
   * @param machinesInStore machines the store has for this partition
   * @param rejected rejected messages by reason, as the store has them
   * @param cacheBytes bound of the buckets kept
   */
  public PartitionMemory(
      int partition,
      RollupRules rules,
      long machinesInStore,
      Map<String, Long> rejected,
      long cacheBytes) {
    this.partition = partition;
    this.rules = rules;
    this.machinesInStore = machinesInStore;
    this.rejected = new HashMap<>(rejected);
    this.buckets = new BucketCache(cacheBytes);
    this.drift =
        new PartitionDrift(
            rules.drift(),
            rules.maxSessions(),
            rules.maxIntervals(),
            rules.maxSignals(),
            rules.futureMs());
  }

  public int partition() {
    return partition;
  }

  RollupRules rules() {
    return rules;
  }

  /** The partition's alarms, and what may become one. */
  public AlarmBook alarms() {
    return alarms;
  }

  BucketCache buckets() {
    return buckets;
  }

  /** What is remembered of its machines' drift. */
  public PartitionDrift drift() {
    return drift;
  }

  /** Machines of the partition, whether in this memory or in the store alone. */
  public long machines() {
    return machinesInStore;
  }

  /** What the cached buckets are taken to weigh, in bytes. */
  public long cacheBytes() {
    return buckets.bytes();
  }

  /** What watches for machines that fall silent. */
  public SilenceWatch silence() {
    return silence;
  }

  /**
   * Takes the last sign of life that the store has of each machine; the next step forgets those
   * that are gone.
   */
  public void noteHeard(Map<MachineId, Heard> inStore) {
    heardInStore = new HashMap<>(inStore);
    heardIsKnown = true;
    sweepIsDue = true;
  }

  /** Whether {@link #noteHeard} has been called. */
  public boolean heardIsKnown() {
    return heardIsKnown;
  }

  /** The last sign of life of every machine; complete once that of those in the store is known. */
  Map<MachineId, Heard> heard() {
    Map<MachineId, Heard> all = new HashMap<>(heardInStore);
    machines.forEach((id, machine) -> all.put(id, machine.heard()));
    return all;
  }

  /** Forgets the machines last heard before this that no record names; returns them. */
  List<MachineId> forgetSilent(long before, List<Intake> intakes) {
    if (!sweepIsDue) {
      return List.of();
    }
    sweepIsDue = false;
    Set<MachineId> silent = new LinkedHashSet<>();
    heardInStore.forEach(
        (id, inStore) -> {
          MachineMemory known = machines.get(id);
          long at = known == null ? inStore.hub() : known.heard().hub();
          if (at > 0 && at < before) {
            silent.add(id);
          }
        });
    for (Intake intake : intakes) {
      if (intake.content() instanceof Content.Readings readings) {
        silent.remove(readings.machine());
      }
    }
    silent.forEach(machines::remove);
    silent.forEach(drift::forget);
    silent.forEach(heardInStore::remove);
    machinesInStore -= silent.size();
    return List.copyOf(silent);
  }

  /** Machines of these records that must be looked up in the store before they are decided. */
  public Set<MachineId> unknownMachines(List<Intake> intakes) {
    Set<MachineId> unknown = new LinkedHashSet<>();
    for (Intake intake : intakes) {
      MachineId id =
          switch (intake.content()) {
            case Content.Readings readings -> readings.machine();
            case Content.Sketches sketches -> sketches.machine();
            case Content.Refused refused -> null;
          };
      if (id != null && !machines.containsKey(id)) {
        unknown.add(id);
      }
    }
    return unknown;
  }

  /** Machines of these records whose drift must be looked up before they are decided. */
  public Set<MachineId> absentDrift(List<Intake> intakes) {
    Set<MachineId> absent = new LinkedHashSet<>();
    for (Intake intake : intakes) {
      if (intake.content() instanceof Content.Sketches sketches
          && drift.isAbsent(sketches.machine())) {
        absent.add(sketches.machine());
      }
    }
    return absent;
  }

  /** Models of these records whose references must be looked up before they are decided. */
  public Set<String> absentReferences(List<Intake> intakes) {
    Set<String> absent = new LinkedHashSet<>();
    for (Intake intake : intakes) {
      if (intake.content() instanceof Content.Sketches sketches
          && drift.isReferenceAbsent(sketches.message().model())) {
        absent.add(sketches.message().model());
      }
    }
    return absent;
  }

  /** Takes a machine that the store knows. */
  public void learn(MachineMemory machine) {
    machines.put(machine.id(), machine);
  }

  /** Takes a bucket that the store has. */
  public void learn(BucketKey key, Bucket bucket) {
    buckets.put(key, bucket, bucket.signals());
  }

  /** The machine, or null when it is new and there are as many as may be. */
  MachineMemory machine(MachineId id) {
    MachineMemory known = machines.get(id);
    if (known != null || machinesInStore >= rules.maxMachines()) {
      return known;
    }
    MachineMemory fresh = MachineMemory.unheardOf(id, partition, rules);
    machines.put(id, fresh);
    machinesInStore++;
    return fresh;
  }

  /** The machine, or null when it is not in memory. */
  MachineMemory known(MachineId id) {
    return machines.get(id);
  }

  /** Notes records that were gone before they were read; the next step writes it down. */
  public void noteLost(LostRecords records) {
    lost.add(records);
  }

  /** What {@link #noteLost} noted, once. */
  List<LostRecords> takeLost() {
    List<LostRecords> taken = List.copyOf(lost);
    lost.clear();
    return taken;
  }

  /** Counts a rejection and returns the reason it is counted under; reasons are bounded too. */
  String countRejected(String reason) {
    boolean plain =
        !reason.isEmpty()
            && reason.length() <= MAX_REASON
            && reason.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || c == '_');
    boolean room = rejected.containsKey(reason) || rejected.size() < MAX_REASONS;
    String counted = plain && room ? reason : OTHER;
    rejected.merge(counted, 1L, Long::sum);
    return counted;
  }

  /** Rejected messages counted under this reason since the store was created. */
  public long rejected(String reason) {
    return rejected.getOrDefault(reason, 0L);
  }

  /** Brings the cache back within its bound; returns how many buckets were dropped. */
  public int shrink() {
    drift.shrink();
    return buckets.shrink();
  }
}
