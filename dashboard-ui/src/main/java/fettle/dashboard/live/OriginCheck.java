package fettle.dashboard.live;

import fettle.dashboard.config.DashboardConfig;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Refuses a live socket that another site's page opens. Browsers do not apply the same-origin
 * policy to WebSockets, but they name the page's origin and cannot be made to lie about it. Clients
 * that are no browsers name none, and are let in.
 */
@ApplicationScoped
public class OriginCheck implements HttpUpgradeCheck {
  private static final Logger LOG = Logger.getLogger(OriginCheck.class);
  private static final int FORBIDDEN = 403;

  private final Set<String> allowed;

  OriginCheck(DashboardConfig config) {
    this.allowed = config.origins().orElse(Set.of());
  }

  @Override
  public Uni<CheckResult> perform(HttpUpgradeContext context) {
    HttpServerRequest request = context.httpRequest();
    String origin = request.getHeader("Origin");
    if (origin == null || allowed.contains(origin) || isOwn(origin, request.getHeader("Host"))) {
      return CheckResult.permitUpgrade();
    }
    LOG.warnf("a page of %s tried to open the live view and was refused", origin);
    return CheckResult.rejectUpgrade(FORBIDDEN);
  }

  /** Whether the origin's host and port are those that the request was sent to. */
  static boolean isOwn(String origin, String host) {
    try {
      String authority = URI.create(origin).getRawAuthority();
      return authority != null && authority.equalsIgnoreCase(host);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
