package fettle.inference.pipeline;

import fettle.inference.score.ScoredBatch;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What came of each machine's readings since the start, for the twin. Bounded: the machine not
 * heard of for longest makes room, and its counts begin anew if it comes back.
 */
final class MachineCounters {

  /**
   * @param received readings taken, repeats not counted again
   * @param scored readings with a score
   * @param unscored readings without
   * @param rejected messages that could not be read
   * @param problem what keeps the machine from being scored well, or null
   */
  record Counts(long received, long scored, long unscored, long rejected, String problem) {
    static final Counts ZERO = new Counts(0, 0, 0, 0, null);
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final int maxMachines;
  private final Map<String, Counts> machines = new LinkedHashMap<>(16, 0.75f, true);
  private long rejected;

  MachineCounters(int maxMachines) {
    this.maxMachines = maxMachines;
  }

  void scored(ScoredBatch batch) {
    if (batch.repeat()) {
      return;
    }
    lock.lock();
    try {
      Counts old = machines.getOrDefault(batch.batch().machine(), Counts.ZERO);
      int readings = batch.batch().readings();
      put(
          batch.batch().machine(),
          new Counts(
              old.received + readings,
              old.scored + batch.scored(),
              old.unscored + readings - batch.scored(),
              old.rejected,
              batch.problem()));
    } finally {
      lock.unlock();
    }
  }

  /**
   * @param machine null where it could not be told
   */
  void rejected(String machine) {
    lock.lock();
    try {
      rejected++;
      if (machine != null) {
        Counts old = machines.getOrDefault(machine, Counts.ZERO);
        put(
            machine,
            new Counts(old.received, old.scored, old.unscored, old.rejected + 1, old.problem));
      }
    } finally {
      lock.unlock();
    }
  }

  /** Messages rejected, whatever the machine. */
  long rejected() {
    lock.lock();
    try {
      return rejected;
    } finally {
      lock.unlock();
    }
  }

  Map<String, Counts> snapshot() {
    lock.lock();
    try {
      return Map.copyOf(machines);
    } finally {
      lock.unlock();
    }
  }

  private void put(String machine, Counts counts) {
    machines.put(machine, counts);
    if (machines.size() > maxMachines) {
      machines.remove(machines.keySet().iterator().next());
    }
  }
}
