package fettle.dashboard.live;

import fettle.dashboard.origin.Origins;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Refuses a live socket that another site's page opens: browsers do not apply the same-origin
 * policy to WebSockets.
 */
@ApplicationScoped
public class OriginCheck implements HttpUpgradeCheck {
  private static final Logger LOG = Logger.getLogger(OriginCheck.class);
  private static final int FORBIDDEN = 403;

  private final Origins origins;

  OriginCheck(Origins origins) {
    this.origins = origins;
  }

  @Override
  public Uni<CheckResult> perform(HttpUpgradeContext context) {
    HttpServerRequest request = context.httpRequest();
    String origin = request.getHeader("Origin");
    if (origins.allows(origin, request.getHeader("Host"))) {
      return CheckResult.permitUpgrade();
    }
    LOG.warnf("a page of %s tried to open the live view and was refused", origin);
    return CheckResult.rejectUpgrade(FORBIDDEN);
  }
}
