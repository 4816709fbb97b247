package fettle.dashboard.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fettle.dashboard.page.Theme;
import fettle.dashboard.problem.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Answers to requests that are refused: a page for people, a problem document for programs. */
@ApplicationScoped
public class Refusals {
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int UNAVAILABLE = 503;

  private final ObjectMapper json;

  Refusals(ObjectMapper json) {
    this.json = json;
  }

  /** The template. */
  @CheckedTemplate(basePath = "")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance refused(
        String theme, String heading, String detail, Boolean signedIn);
  }

  /** Nobody is signed in, and whoever asks cannot be led to the provider. */
  void nobody(RoutingContext request) {
    request.response().putHeader("WWW-Authenticate", "Bearer");
    answer(
        request,
        UNAUTHORIZED,
        "Nobody is signed in",
        "this needs somebody who is signed in: a session of the pages, or a bearer token");
  }

  /** The one who is signed in has not the role that it takes. */
  void role(RoutingContext request, SecurityIdentity somebody, Role wanted) {
    answer(
        request,
        FORBIDDEN,
        "Not allowed",
        "%s needs the role %s, which the provider does not give to %s"
            .formatted(
                wanted == Role.VIEWER ? "looking at Fettle" : "this",
                wanted.wire(),
                somebody.getPrincipal().getName()));
  }

  /** No rule says who may do this, so nobody may. */
  void noRule(RoutingContext request, SecurityIdentity somebody) {
    answer(
        request,
        FORBIDDEN,
        "Nothing is here",
        "nothing that %s may ask for is at %s"
            .formatted(somebody.getPrincipal().getName(), request.normalizedPath()));
  }

  /** Who asks cannot be told, as the provider does not answer. */
  void providerAway(RoutingContext request) {
    answer(
        request,
        UNAVAILABLE,
        "The provider of identities does not answer",
        "nobody can sign in to Fettle until it does; try again in a moment");
  }

  private void answer(RoutingContext request, int status, String title, String detail) {
    // a body that nobody reads would keep the connection
    request.request().resume();
    HttpServerResponse response = request.response().setStatusCode(status);
    response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    String body;
    if (Navigation.is(request)) {
      response.putHeader(HttpHeaders.CONTENT_TYPE, "text/html;charset=UTF-8");
      body = page(request, title, detail, status == FORBIDDEN);
    } else {
      response.putHeader(HttpHeaders.CONTENT_TYPE, Problem.TYPE);
      body = document(new Problem(title, status, detail, null));
    }
    if (HttpMethod.HEAD.equals(request.request().method())) {
      response.end();
    } else {
      response.end(body);
    }
  }

  private static String page(
      RoutingContext request, String title, String detail, boolean signedIn) {
    Cookie theme = request.request().getCookie("theme");
    String sentence = Character.toUpperCase(detail.charAt(0)) + detail.substring(1) + ".";
    return Templates.refused(
            Theme.known(theme == null ? null : theme.getValue()), title, sentence, signedIn)
        .render();
  }

  private String document(Problem problem) {
    try {
      return json.writeValueAsString(problem);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a problem document is always JSON", e);
    }
  }
}
