package fettle.ops.retrain;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks the rule now and then. For one thread. */
public final class RetrainTrigger {
  /** Drift and judgements change slowly, and each look reads what all machines said. */
  private static final Duration EVERY = Duration.ofSeconds(15);

  private final RetrainRule rule;
  private final ModelHealth health;
  private final Supplier<Optional<Instant>> newest;
  private Instant looked = Instant.EPOCH;

  /**
   * @param section that {@link RetrainSection#asks}
   * @param newest when the newest training or data set began
   */
  public RetrainTrigger(
      RetrainSection section, ModelHealth health, Supplier<Optional<Instant>> newest) {
    this.rule = new RetrainRule(section);
    this.health = health;
    this.newest = newest;
  }

  /**
   * Who asks, as it is shown with the run, such as {@code rule: drift of flow on pump:3}; empty
   * when there is no reason, or it was looked at a moment ago.
   *
   * @throws IOException when it cannot be told now
   */
  public Optional<String> asks(Instant now) throws IOException {
    if (now.isBefore(looked.plus(EVERY))) {
      return Optional.empty();
    }
    looked = now;
    return rule.reason(health.models(), newest.get(), now).map(reason -> "rule: " + reason);
  }
}
