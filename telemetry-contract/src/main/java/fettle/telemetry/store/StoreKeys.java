package fettle.telemetry.store;

import fettle.telemetry.MachineId;

/**
 * The keys and channels of one Kafka partition.
 *
 * @param partition the partition's number, from 0
 */
public record StoreKeys(int partition) {

  /** Hash that names the stream this store belongs to ({@link StreamInfo}). */
  public static final String STREAM = "fettle:stream";

  /** Next offset to read, a field of {@link #progress()}. */
  public static final String OFFSET = "offset";

  /**
   * Another field of it: when the owner last said that it lives, epoch milliseconds; about once a
   * second, also idle.
   */
  public static final String BEAT = "beat";

  /** The field of {@link #reference}. */
  public static final String REFERENCE = "json";

  /**
   * Another field of it: another text after each step that changes {@link #pastAlarms()}, so that
   * readers need not read it again before.
   */
  public static final String ALARMS = "alarms";

  /** Hash: owner's epoch, owner's name, next offset to read, the owner's last beat. */
  public String progress() {
    return key("progress");
  }

  /** Hash: machine → {@link MachineState} as JSON. */
  public String machines() {
    return key("machines");
  }

  /** Hash: index in the chunk → packed {@link Bucket}; a chunk is {@link Tier#CHUNK} buckets. */
  public String chunk(Tier tier, long chunkStart, MachineId machine) {
    return key("tier:" + tier.widthMs() + ":" + chunkStart + ":" + machine);
  }

  /**
   * List of the machine's last message bodies as received, newest last, bounded in bytes; expires
   * like the coarsest tier.
   */
  public String raw(MachineId machine) {
    return key("raw:" + machine);
  }

  /** Hash: machine → bytes in its raw list. */
  public String rawBytes() {
    return key("rawbytes");
  }

  /** Hash: machine → the state that tells repeats. */
  public String seen() {
    return key("seen");
  }

  /** List of the last rejected messages, newest first ({@link RejectedMessage} as JSON). */
  public String rejected() {
    return key("rejected");
  }

  /** Hash: reason → number of rejected messages. */
  public String rejectedCounts() {
    return key("rejected-counts");
  }

  /** Hash: machine → what the gateway has to remember to raise and clear its alarms. */
  public String alarmWatches() {
    return key("alarm-watches");
  }

  /**
   * Hash: machine → what the gateway has to remember to tell whether its signals make sense; those
   * that changed alone are written.
   */
  public String signalWatches() {
    return key("signal-watches");
  }

  /**
   * Hash: {@link fettle.telemetry.alarm.Alarm#slot} → the machine's open alarm of a kind as JSON,
   * one at most.
   */
  public String openAlarms() {
    return key("alarms-open");
  }

  /** Hash: alarm's id → cleared {@link fettle.telemetry.alarm.Alarm} as JSON; bounded. */
  public String pastAlarms() {
    return key("alarms-past");
  }

  /**
   * Hash: endpoint and event → what is to be told to it, as JSON; gone once it is told, or let go
   * of.
   */
  public String outbox() {
    return key("outbox");
  }

  /** Channel: a machine's changed buckets ({@link LiveUpdate}). */
  public String live(MachineId machine) {
    return key("live:" + machine);
  }

  /** Channel: JSON array of the machine states that changed, once a second. */
  public String fleet() {
    return key("fleet");
  }

  /** Hash: machine → what is known of its drift at present, as JSON ({@code MachineDrift}). */
  public String drift() {
    return key("drift");
  }

  /** Hash: machine → the gateway's own state of its drift: open windows and repeats. */
  public String driftState() {
    return key("drift-state");
  }

  /**
   * Hash: place in a ring → one window's course of drift as JSON ({@code DriftPoint}); expires when
   * its windows are too old.
   *
   * @param model {@code name:version}
   */
  public String driftCourse(MachineId machine, String model) {
    return key("drift-course:" + machine + ":" + model);
  }

  /** Hash: place in a ring → sketches of one of the last windows ({@code WindowSketches}). */
  public String driftSketches(MachineId machine, String model) {
    return key("drift-sketches:" + machine + ":" + model);
  }

  /** Hash with the field {@link #REFERENCE}: what a model's training says of its signals. */
  public String reference(String model) {
    return key("reference:" + model);
  }

  /**
   * Channel: the present drift of a machine whose verdict may have changed, as in {@link #drift}.
   */
  public String driftChanges() {
    return key("drift-changes");
  }

  private String key(String rest) {
    return "fettle:{" + partition + "}:" + rest;
  }
}
