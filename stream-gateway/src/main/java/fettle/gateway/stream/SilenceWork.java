package fettle.gateway.stream;

import fettle.gateway.alarm.AlarmRules;
import fettle.gateway.notify.Notice;
import fettle.gateway.rollup.PartitionMemory;
import fettle.gateway.rollup.SilenceWatch;
import fettle.gateway.rollup.SilenceWatch.Found;
import fettle.gateway.rollup.Step;
import fettle.gateway.store.PartitionStore;
import fettle.gateway.store.PreparedStep;
import fettle.gateway.store.StepOutcome;
import fettle.gateway.store.StoreAway;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jboss.logging.Logger;

/**
 * What a lane does about machines that fall silent: it looks, and it writes what that changes, as a
 * step that reads nothing. So it is guarded by the epoch and the offset like every other, and an
 * owner that has lost its partition raises nothing.
 */
@ApplicationScoped
class SilenceWork {
  private static final Logger LOG = Logger.getLogger(SilenceWork.class);

  private final Persistence persistence;
  private final PartitionStore store;
  private final AlarmRules rules;
  private final Telling telling;
  private final IngestMetrics metrics;
  private final InstantSource clock;

  SilenceWork(
      Persistence persistence,
      PartitionStore store,
      AlarmRules rules,
      Telling telling,
      IngestMetrics metrics,
      InstantSource clock) {
    this.persistence = persistence;
    this.store = store;
    this.rules = rules;
    this.telling = telling;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * Looks at the partition's machines.
   *
   * @param end offset after the last in the stream; empty when the stream does not answer
   * @return empty when the partition is not ours any more
   */
  Optional<Found> look(Assignment assignment, OptionalLong end) {
    Ownership ownership = assignment.ownership();
    if (ownership == null || assignment.hasEnded()) {
      return Optional.empty();
    }
    PartitionMemory memory = ownership.memory();
    boolean isCaughtUp =
        end.isPresent()
            && ownership.stored().isPresent()
            && ownership.stored().getAsLong() >= end.getAsLong();
    if (isCaughtUp) {
      memory.silence().caughtUp(clock.millis());
    } else {
      memory.silence().fellBehind();
    }
    return persistence
        .untilDone(assignment, () -> load(assignment, ownership))
        .map(known -> memory.silence().look(memory, rules.offline(), clock.millis()));
  }

  private boolean load(Assignment assignment, Ownership ownership) throws StoreAway {
    PartitionMemory memory = ownership.memory();
    if (!memory.heardIsKnown()) {
      memory.noteHeard(store.lastHeard(memory.partition()));
    }
    telling.load(ownership, assignment);
    return true;
  }

  /**
   * Writes what was found.
   *
   * @param outage whether the silence is no matter of machines
   */
  void write(Assignment assignment, Found found, boolean outage) {
    Ownership ownership = assignment.ownership();
    boolean isNothing = found.back().isEmpty() && (outage || found.silent().isEmpty());
    if (isNothing || ownership == null || assignment.hasEnded() || ownership.stored().isEmpty()) {
      return;
    }
    PartitionMemory memory = ownership.memory();
    OptionalLong offset = ownership.stored();
    Step step = SilenceWatch.step(memory, rules, found, outage, offset.getAsLong(), clock.millis());
    List<Notice> notices = telling.notices(step.alarms());
    PreparedStep prepared = store.prepare(memory, step, notices, ownership.epoch(), offset);
    Optional<StepOutcome> outcome = persistence.untilDone(assignment, prepared::write);
    if (outcome.isEmpty()) {
      return;
    }
    if (outcome.get() == StepOutcome.WRITTEN) {
      metrics.alarms(step.alarms());
      telling.told(assignment, ownership, notices);
      assignment.holds(memory.machines(), memory.alarms().open(), memory.cacheBytes());
      return;
    }
    metrics.conflict();
    LOG.warnf(
        "partition=%d: the store refused a step (%s), reading its state again",
        (Object) memory.partition(), outcome.get());
    assignment.disown(); // it is taken over again, if it is still ours
  }
}
