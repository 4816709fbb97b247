package fettle.dashboard.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.InstantSource;

/** The clock that everything here asks. */
class Clocks {

  @Produces
  @ApplicationScoped
  InstantSource system() {
    return InstantSource.system();
  }
}
