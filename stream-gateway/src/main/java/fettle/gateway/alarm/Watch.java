package fettle.gateway.alarm;

import fettle.telemetry.Contribution;
import fettle.telemetry.MachineId;
import fettle.telemetry.alarm.Alarm;
import fettle.telemetry.store.Varint;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Watches one machine's scores: quiet, then an episode that is pending, then raised, then quiet
 * again. All of it is a function of the scored readings taken, in event time; {@link #encode} keeps
 * all of it, so a watch that is read back goes on as if nothing had happened. Not thread-safe.
 */
public final class Watch {
  private static final byte VERSION = 1;

  private final Slot slot;
  private final RecentSlots recent;
  private Episode episode;
  private long newest;
  private int healthy;
  private long healthySince;

  /** What a reading decided. */
  enum Verdict {
    NOTHING,
    RAISED,
    CLEARED
  }

  Watch() {
    this(new Slot(), new RecentSlots());
  }

  private Watch(Slot slot, RecentSlots recent) {
    this.slot = slot;
    this.recent = recent;
  }

  /** Whether a reading of this time comes too late to decide anything. */
  boolean isLate(long time) {
    return time < newest;
  }

  /**
   * Takes a scored reading that is not late.
   *
   * @param score 0 to 1; NaN when the reading says nothing but whether it is anomalous
   * @param model what scored it
   */
  Verdict take(AlarmRules rules, long time, double score, boolean anomaly, String model) {
    advance(rules, time);
    newest = time;
    slot.add(time, score, anomaly);
    if (anomaly && episode != null) {
      episode.extend(time, score);
    }
    return isRaised() ? clear(rules, time) : raise(rules, time, model);
  }

  private void advance(AlarmRules rules, long time) {
    if (newest == Slot.NEVER || time - newest > rules.pauseMs()) {
      recent.clear();
      healthy = 0;
      if (!isRaised()) {
        episode = null;
      }
      slot.restart(time);
    } else if (rules.slotOf(time) != rules.slotOf(slot.began())) {
      recent.add(slot, rules.of() - 1);
      if (isRaised() && slot.isHealthy(rules.clearLevel())) {
        healthySince = healthy == 0 ? slot.began() : healthySince;
        healthy++;
      } else {
        healthy = 0;
      }
      slot.restart(time);
    }
  }

  private Verdict raise(AlarmRules rules, long time, String model) {
    if (recent.anomalous() + (slot.isAnomalous() ? 1 : 0) < rules.anomalous()) {
      episode = null;
      return Verdict.NOTHING;
    }
    if (episode == null) {
      long earlier = recent.firstAnomalous();
      long first = earlier == Slot.NEVER ? slot.firstAnomalous() : earlier;
      episode = new Episode(first, time, Slot.higher(recent.peak(), slot.highest()));
    }
    if (episode.lasted() < rules.raiseAfterMs()) {
      return Verdict.NOTHING;
    }
    episode.raise(time, model);
    healthy = 0;
    return Verdict.RAISED;
  }

  private Verdict clear(AlarmRules rules, long time) {
    long since = healthy == 0 ? slot.began() : healthySince;
    boolean isOver =
        slot.isHealthy(rules.clearLevel())
            && healthy + 1 >= rules.healthy()
            && time - since >= rules.clearAfterMs();
    return isOver ? Verdict.CLEARED : Verdict.NOTHING;
  }

  /** Ends the episode; the readings until now do not count for another one. */
  void end() {
    episode = null;
    healthy = 0;
    recent.clear();
  }

  /** Adds the contributions to an anomalous reading, if that belongs to an episode. */
  void contribute(List<String> signals, Contribution contribution, int k) {
    if (episode != null) {
      episode.contribute(signals, contribution, k);
    }
  }

  boolean isRaised() {
    return episode != null && episode.isRaised();
  }

  /** The open alarm; only when it {@link #isRaised}. */
  Alarm alarm(AlarmRules rules, MachineId machine) {
    return episode.alarm(machine, rules.severity(Alarm.Kind.ANOMALY));
  }

  /** Everything it knows, as bytes; about 30 while the machine is healthy. */
  public byte[] encode() {
    int bound = 2 + 3 * Varint.MAX_BYTES + Slot.MOST_BYTES + recent.mostBytes();
    bound += episode == null ? 0 : episode.mostBytes();
    ByteBuffer out = ByteBuffer.allocate(bound).order(ByteOrder.LITTLE_ENDIAN);
    out.put(VERSION);
    Varint.put(out, newest);
    Varint.put(out, healthy);
    Varint.put(out, healthySince);
    slot.put(out);
    recent.put(out);
    out.put((byte) (episode == null ? 0 : 1));
    if (episode != null) {
      episode.put(out);
    }
    byte[] packed = new byte[out.position()];
    out.flip().get(packed);
    return packed;
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IllegalArgumentException when the bytes are not of a known version, or cut short
   */
  public static Watch decode(byte[] packed) {
    ByteBuffer in = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
    try {
      byte version = in.get();
      if (version != VERSION) {
        throw new IllegalArgumentException("watch of unknown version " + version);
      }
      long newest = Varint.get(in);
      int healthy = Math.toIntExact(Varint.get(in));
      long healthySince = Varint.get(in);
      Watch watch = new Watch(Slot.get(in), RecentSlots.get(in));
      watch.newest = newest;
      watch.healthy = healthy;
      watch.healthySince = healthySince;
      watch.episode = in.get() == 0 ? null : Episode.get(in);
      return watch;
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("a packed watch is cut short", e);
    }
  }
}
