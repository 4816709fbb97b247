package fettle.dashboard.origin;

import fettle.dashboard.problem.Problem;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses requests that change something and come from another site's page. */
public final class WriteCheck {
  private static final Logger LOG = Logger.getLogger(WriteCheck.class);
  private static final Set<String> READING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private final Origins origins;

  WriteCheck(Origins origins) {
    this.origins = origins;
  }

  @ServerRequestFilter
  Response check(ContainerRequestContext request) {
    String origin = request.getHeaderString("Origin");
    if (READING.contains(request.getMethod())
        || origins.allows(origin, request.getHeaderString(HttpHeaders.HOST))) {
      return null;
    }
    LOG.warnf("a page of %s tried to change something and was refused", origin);
    return Response.status(Response.Status.FORBIDDEN)
        .entity(
            new Problem(
                "Another site's page",
                Response.Status.FORBIDDEN.getStatusCode(),
                "requests from pages of " + origin + " are refused",
                null))
        .type(Problem.TYPE)
        .build();
  }
}
