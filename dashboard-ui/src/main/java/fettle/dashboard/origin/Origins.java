package fettle.dashboard.origin;

import fettle.dashboard.config.DashboardConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Set;

/**
 * Whose pages may use this server. Browsers name the page's origin and cannot be made to lie about
 * it. Clients that are no browsers name none, and are let in.
 */
@ApplicationScoped
public class Origins {
  private final Set<String> allowed;

  Origins(DashboardConfig config) {
    this.allowed = config.origins().orElse(Set.of());
  }

  /**
   * @param origin of the page; {@code null} = none was named
   * @param host the host and port that the request was sent to
   */
  public boolean allows(String origin, String host) {
    return origin == null || allowed.contains(origin) || isOwn(origin, host);
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
