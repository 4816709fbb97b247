package fettle.dashboard.link;

import fettle.dashboard.store.LinkStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;

/**
 * Opens links. One holds when it is signed, has not ended, is listed in the store, and was not
 * taken back; so while the store does not answer, none holds.
 */
@ApplicationScoped
class Links {
  private final Signer signer;
  private final LinkStore store;
  private final InstantSource clock;

  Links(Signer signer, LinkStore store, InstantSource clock) {
    this.signer = signer;
    this.store = store;
    this.clock = clock;
  }

  /**
   * What a token lets its holder see.
   *
   * @return a failure of {@link LinkOver} when that is nothing, or {@link
   *     fettle.dashboard.store.StoreAway} when nobody can tell
   */
  Uni<Scope> open(String token) {
    Scope scope;
    try {
      scope = signer.open(token, clock.millis());
    } catch (LinkOver over) {
      return Uni.createFrom().failure(over);
    }
    if (scope.link() == null) { // made by a version that listed none; it ends by itself
      return Uni.createFrom().item(scope);
    }
    return store
        .isOpen(scope.link())
        .map(
            isOpen -> {
              if (!isOpen) {
                throw LinkOver.unknown();
              }
              return scope;
            });
  }
}
