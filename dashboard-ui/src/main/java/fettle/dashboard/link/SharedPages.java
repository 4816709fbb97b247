package fettle.dashboard.link;

import fettle.dashboard.config.DashboardConfig;
import fettle.dashboard.language.LinkText;
import fettle.dashboard.page.Preferences;
import fettle.telemetry.MachineId;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
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
        Preferences preferences, String token, MachineId id, Double threshold, Long expires);

    static native TemplateInstance embed(
        Preferences preferences, String token, MachineId id, Double threshold, String signal);

    static native TemplateInstance over(Preferences preferences, String detail);
  }

  @GET
  @Path(SHARED + "{token}")
  @Operation(hidden = true)
  public RestResponse<TemplateInstance> shared(
      @BeanParam Preferences preferences, @RestPath String token, RoutingContext request) {
    request.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    try {
      Scope scope = signer.open(token, clock.millis());
      return RestResponse.ok(
          preferences.say(
              Templates.shared(
                  preferences, token, scope.id(), config.threshold(), scope.expires())));
    } catch (LinkOver over) {
      return over(preferences, over);
    }
  }

  @GET
  @Path(EMBED + "{token}")
  @Operation(hidden = true)
  public RestResponse<TemplateInstance> embed(
      @BeanParam Preferences preferences, @RestPath String token, RoutingContext request) {
    request.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    try {
      Scope scope = signer.open(token, clock.millis());
      config.links().embedIn().ifPresent(sites -> letIn(request, sites));
      String signal = Objects.requireNonNullElse(scope.signal(), "");
      return RestResponse.ok(
          preferences.say(
              Templates.embed(preferences, token, scope.id(), config.threshold(), signal)));
    } catch (LinkOver over) {
      return over(preferences, over);
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

  private static RestResponse<TemplateInstance> over(Preferences preferences, LinkOver over) {
    LinkText text = preferences.texts(LinkText.class);
    String detail = over.ended().map(text::ended).orElseGet(text::notKnown);
    return ResponseBuilder.create(
            RestResponse.Status.NOT_FOUND, preferences.say(Templates.over(preferences, detail)))
        .build();
  }
}
