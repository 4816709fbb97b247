package fettle.gateway.config;

import fettle.gateway.notify.Signature;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** What the settings of notifications must be like. No message names an address or a secret. */
final class NotifyRules {
  private static final String NAME = "[a-z0-9-]{1,40}";
  private static final Set<String> LOOPBACK = Set.of("localhost", "[::1]");

  private NotifyRules() {}

  /**
   * Checks them.
   *
   * @throws IllegalArgumentException that names the endpoint, the setting and the rule
   */
  static void check(NotifyConfig notify) {
    notify.endpoints().forEach(NotifyRules::check);
  }

  private static void check(String name, NotifyConfig.Endpoint endpoint) {
    if (!name.matches(NAME)) {
      throw new IllegalArgumentException(
          "gateway.notify.endpoints.%s must be named by 1 to 40 of a-z, 0-9 and -".formatted(name));
    }
    switch (endpoint.type()) {
      case WEBHOOK, TEAMS -> address(name, endpoint);
      case MAIL ->
          require(
              endpoint.to().filter(to -> !to.isEmpty()).isPresent(), name, "to must name somebody");
    }
    try {
      endpoint.secret().ifPresent(Signature::of);
    } catch (IllegalArgumentException e) {
      throw broken(name, "secret " + e.getMessage());
    }
  }

  private static void address(String name, NotifyConfig.Endpoint endpoint) {
    require(endpoint.url().isPresent(), name, "url must be given");
    URI url;
    try {
      url = new URI(endpoint.url().get());
    } catch (URISyntaxException e) {
      throw broken(name, "url is no address");
    }
    boolean isSafe =
        "https".equals(url.getScheme()) || ("http".equals(url.getScheme()) && isLoopback(url));
    require(
        isSafe && url.getHost() != null,
        name,
        "url must begin with https:// (http:// only to this machine)");
  }

  /** Of an address in digits alone: a name could be another tomorrow. */
  private static boolean isLoopback(URI url) {
    String host = url.getHost();
    return host != null && (LOOPBACK.contains(host) || host.matches("127(\\.[0-9]{1,3}){3}"));
  }

  private static void require(boolean holds, String endpoint, String rule) {
    if (!holds) {
      throw broken(endpoint, rule);
    }
  }

  private static IllegalArgumentException broken(String endpoint, String rule) {
    return new IllegalArgumentException("gateway.notify.endpoints." + endpoint + "." + rule);
  }
}
