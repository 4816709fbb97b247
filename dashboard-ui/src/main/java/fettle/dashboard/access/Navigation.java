package fettle.dashboard.access;

import io.quarkus.oidc.JavaScriptRequestChecker;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/**
 * Tells a browser that goes to a page, and can be led to the provider, from a page's script or a
 * program, which cannot.
 */
@ApplicationScoped
public class Navigation implements JavaScriptRequestChecker {
  private static final List<String> NO_PAGES = List.of("/api/", "/q/", "/static/", "/live");

  /** The one document below them that pages lead to. */
  private static final String LINKED = "/q/openapi";

  private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  @Override
  public boolean isJavaScriptRequest(RoutingContext context) {
    return !is(context);
  }

  static boolean is(RoutingContext context) {
    HttpServerRequest request = context.request();
    String path = context.normalizedPath();
    boolean isPage = path.equals(LINKED) || NO_PAGES.stream().noneMatch(path::startsWith);
    return isPage && READING.contains(request.method()) && navigates(request);
  }

  private static boolean navigates(HttpServerRequest request) {
    String mode = request.getHeader("Sec-Fetch-Mode");
    String accept = request.getHeader("Accept");
    return mode == null ? accept != null && accept.contains("text/html") : mode.equals("navigate");
  }
}
