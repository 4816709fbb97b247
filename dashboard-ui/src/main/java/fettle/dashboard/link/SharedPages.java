package fettle.dashboard.link;

import fettle.dashboard.config.DashboardConfig;
import fettle.dashboard.page.Theme;
import fettle.telemetry.MachineId;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestCookie;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** The pages of links: one that stands alone, and one for a frame on another site's page. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
public class SharedPages {
  static final String SHARED = "/shared/";
  static final String EMBED = "/embed/";

  private static final String POLICY = "Content-Security-Policy";
  private static final String NO_FRAME = "frame-ancestors 'none'";

  private final Signer signer;
  private final DashboardConfig config;
  private final InstantSource clock;

  SharedPages(Signer signer, DashboardConfig config, InstantSource clock) {
    this.signer = signer;
    this.config = config;
    this.clock = clock;
  }

  /** The templates. */
  @CheckedTemplate(basePath = "")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance shared(
        String theme, String token, MachineId id, Double threshold, Long expires, Boolean live);

    static native TemplateInstance embed(
        String theme, String token, MachineId id, Double threshold, String signal);

    static native TemplateInstance over(String theme, String detail);
  }

  @GET
  @Path(SHARED + "{token}")
  @Operation(hidden = true)
  public RestResponse<TemplateInstance> shared(
      @RestCookie String theme, @RestPath String token, RoutingContext request) {
    request.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    String look = Theme.known(theme);
    try {
      Scope scope = signer.open(token, clock.millis());
      return RestResponse.ok(
          Templates.shared(
              look, token, scope.id(), config.threshold(), scope.expires(), scope.isLive()));
    } catch (LinkOver over) {
      return over(look, over);
    }
  }

  @GET
  @Path(EMBED + "{token}")
  @Operation(hidden = true)
  public RestResponse<TemplateInstance> embed(@RestPath String token, RoutingContext request) {
    request.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    try {
      Scope scope = signer.open(token, clock.millis());
      config.links().embedIn().ifPresent(sites -> letIn(request, sites));
      return RestResponse.ok(
          Templates.embed(
              "",
              token,
              scope.id(),
              config.threshold(),
              scope.signal() == null ? "" : scope.signal()));
    } catch (LinkOver over) {
      return over("", over);
    }
  }

  /** The page may stand in a frame of these sites' pages, and of nobody else's. */
  private static void letIn(RoutingContext request, Set<String> sites) {
    MultiMap headers = request.response().headers();
    request.addHeadersEndHandler(
        nothing ->
            headers.set(
                POLICY,
                headers
                    .get(POLICY)
                    .replace(NO_FRAME, "frame-ancestors " + String.join(" ", sites))));
  }

  private static RestResponse<TemplateInstance> over(String theme, LinkOver over) {
    String detail = over.getMessage();
    return ResponseBuilder.create(
            RestResponse.Status.NOT_FOUND,
            Templates.over(
                theme, Character.toUpperCase(detail.charAt(0)) + detail.substring(1) + "."))
        .build();
  }
}
