package fettle.dashboard.access;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Says with HTTP's own status that a session has ended; the mechanism has a number of its own. */
@ApplicationScoped
class SessionEnd {
  private static final int OF_THE_MECHANISM = 499;
  private static final int UNAUTHORIZED = 401;

  /** Before authentication. */
  private static final int FIRST = 1_000;

  void register(@Observes Filters filters) {
    filters.register(
        request -> {
          HttpServerResponse response = request.response();
          request.addHeadersEndHandler(
              nothing -> {
                if (response.getStatusCode() == OF_THE_MECHANISM) {
                  response.setStatusCode(UNAUTHORIZED);
                  response.setStatusMessage("Unauthorized");
                }
              });
          request.next();
        },
        FIRST);
  }
}
