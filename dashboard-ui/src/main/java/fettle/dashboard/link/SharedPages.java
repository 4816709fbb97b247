package fettle.dashboard.link;

import fettle.dashboard.config.DashboardConfig;
import fettle.dashboard.language.LinkText;
import fettle.dashboard.page.Preferences;
import fettle.dashboard.store.StoreAway;
import fettle.telemetry.MachineId;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
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

  private final Links links;
  private final DashboardConfig config;

  SharedPages(Links links, DashboardConfig config) {
    this.links = links;
    this.config = config;
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
  public Uni<RestResponse<TemplateInstance>> shared(
      @BeanParam Preferences preferences, @RestPath String token, RoutingContext request) {
    return open(
        preferences,
        token,
        request,
        scope ->
            Templates.shared(preferences, token, scope.id(), config.threshold(), scope.expires()));
  }

  @GET
  @Path(EMBED + "{token}")
  @Operation(hidden = true)
  public Uni<RestResponse<TemplateInstance>> embed(
      @BeanParam Preferences preferences, @RestPath String token, RoutingContext request) {
    return open(
        preferences,
        token,
        request,
        scope -> {
          config.links().embedIn().ifPresent(sites -> letIn(request, sites));
          String signal = Objects.requireNonNullElse(scope.signal(), "");
          return Templates.embed(preferences, token, scope.id(), config.threshold(), signal);
        });
  }

  private Uni<RestResponse<TemplateInstance>> open(
      Preferences preferences,
      String token,
      RoutingContext request,
      Function<Scope, TemplateInstance> page) {
    request.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    return links
        .open(token)
        .map(scope -> RestResponse.ok(preferences.say(page.apply(scope))))
        .onFailure(LinkOver.class)
        .recoverWithItem(over -> over(preferences, (LinkOver) over))
        .onFailure(StoreAway.class)
        .recoverWithItem(away -> notNow(preferences));
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
    return nothing(
        RestResponse.Status.NOT_FOUND,
        preferences,
        over.ended().map(text::ended).orElseGet(text::notKnown));
  }

  private static RestResponse<TemplateInstance> notNow(Preferences preferences) {
    return nothing(
        RestResponse.Status.SERVICE_UNAVAILABLE,
        preferences,
        preferences.texts(LinkText.class).notNow());
  }

  private static RestResponse<TemplateInstance> nothing(
      RestResponse.Status status, Preferences preferences, String detail) {
    return ResponseBuilder.create(status, preferences.say(Templates.over(preferences, detail)))
        .build();
  }
}
