package fettle.gateway.stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Sends what is not part of the work: what fails is counted and not repeated, since a newer one
 * follows soon. Said at DEBUG; the work itself says aloud that the store or the broker is away.
 */
@ApplicationScoped
class Aside {
  private static final Logger LOG = Logger.getLogger(Aside.class);

  private final MeterRegistry registry;

  Aside(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * Done when all are, well or not.
   *
   * @param what names them in the metric
   */
  Uni<Void> all(String what, List<? extends Uni<?>> sent) {
    if (sent.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    List<Uni<Void>> counted = sent.stream().map(one -> counted(what, one)).toList();
    return Uni.join().all(counted).andFailFast().replaceWithVoid();
  }

  private Uni<Void> counted(String what, Uni<?> one) {
    return one.replaceWithVoid()
        .onFailure()
        .invoke(
            e -> {
              registry.counter("gateway.aside.failures", "what", what).increment();
              LOG.debugf("%s not sent: %s", what, e.getMessage());
            })
        .onFailure()
        .recoverWithNull();
  }
}
