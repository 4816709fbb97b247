package fettle.gateway.health;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Whether steps reach the store at present, and if not, why. */
@ApplicationScoped
public class Trouble {
  private final AtomicReference<String> reason = new AtomicReference<>();

  /** Work failed for a reason that may pass; returns whether that is news. */
  public boolean began(String why) {
    return reason.getAndSet(why) == null;
  }

  /** Work succeeded; returns whether that is news. */
  public boolean ended() {
    return reason.get() != null && reason.getAndSet(null) != null;
  }

  /** Why steps do not reach the store; empty while they do. */
  public Optional<String> reason() {
    return Optional.ofNullable(reason.get());
  }
}
