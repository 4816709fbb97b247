package fettle.gateway.health;

import io.quarkus.runtime.Quarkus;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jboss.logging.Logger;

/**
 * Ends the gateway when going on would corrupt the store: another stream's store, one that evicts,
 * a log that runs backwards. Only a person can mend these.
 */
@ApplicationScoped
public class Refusal {
  /** The process' exit code after a refusal. */
  public static final int EXIT_CODE = 3;

  private static final Logger LOG = Logger.getLogger(Refusal.class);

  private final AtomicReference<String> reason = new AtomicReference<>();
  private final IntConsumer exit;

  Refusal() {
    this(Quarkus::asyncExit);
  }

  /**
   * @param exit ends the process with an exit code, and returns
   */
  public Refusal(IntConsumer exit) {
    this.exit = exit;
  }

  /** Says why, and ends the process; the first reason stands. */
  public void refuse(String why) {
    if (reason.compareAndSet(null, why)) {
      LOG.fatalf("refusing to run: %s", why);
      exit.accept(EXIT_CODE);
    }
  }

  /** Why the gateway refuses to run; empty while it does not. */
  public Optional<String> reason() {
    return Optional.ofNullable(reason.get());
  }
}
