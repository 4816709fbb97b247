package fettle.gateway.health;

import io.quarkus.runtime.Quarkus;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jboss.logging.Logger;

/**
 * Ends the gateway when it must not, or cannot, go on; the first reason stands. It refuses when
 * going on would corrupt the store: another stream's store, one that evicts, a log that runs
 * backwards. Only a person can mend these. It breaks down after a failure that is nobody's message
 * and no outage, a bug: nothing is skipped, and whoever starts it again reads the same records
 * again.
 */
@ApplicationScoped
public class Ending {
  /** The process' exit code after a refusal. */
  public static final int REFUSED = 3;

  /** The process' exit code after a breakdown. */
  public static final int BROKEN = 4;

  private static final Logger LOG = Logger.getLogger(Ending.class);

  private final AtomicReference<String> reason = new AtomicReference<>();
  private final IntConsumer exit;

  Ending() {
    this(Quarkus::asyncExit);
  }

  /**
   * @param exit ends the process with an exit code, and returns
   */
  public Ending(IntConsumer exit) {
    this.exit = exit;
  }

  /** Says why this gateway must not write this store, and ends the process. */
  public void refuse(String why) {
    if (reason.compareAndSet(null, why)) {
      LOG.fatalf("refusing to run: %s", why);
      exit.accept(REFUSED);
    }
  }

  /** Says what failed, and ends the process. */
  public void breakDown(String what, Throwable failure) {
    if (reason.compareAndSet(null, what + ": " + failure)) {
      LOG.fatal(what, failure);
      exit.accept(BROKEN);
    }
  }

  /** Why the gateway ends; empty while it goes on. */
  public Optional<String> reason() {
    return Optional.ofNullable(reason.get());
  }
}
