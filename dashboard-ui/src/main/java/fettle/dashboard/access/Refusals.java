package fettle.dashboard.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fettle.dashboard.language.AccessText;
import fettle.dashboard.page.Preferences;
import fettle.dashboard.problem.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.i18n.MessageBundles;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;

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
        Preferences preferences, String heading, String detail, Boolean signedIn);
  }

  /** Nobody is signed in, and whoever asks cannot be led to the provider. */
  void nobody(RoutingContext request) {
    request.response().putHeader("WWW-Authenticate", "Bearer");
    answer(request, UNAUTHORIZED, AccessText::nobody, AccessText::nobodyDetail);
  }

  /** The one who is signed in has not the role that it takes. */
  void role(RoutingContext request, SecurityIdentity somebody, Role wanted) {
    String name = somebody.getPrincipal().getName();
    answer(
        request,
        FORBIDDEN,
        AccessText::notAllowed,
        text ->
            wanted == Role.VIEWER
                ? text.lookingNeeds(wanted.wire(), name)
                : text.thisNeeds(wanted.wire(), name));
  }

  /** No rule says who may do this, so nobody may. */
  void noRule(RoutingContext request, SecurityIdentity somebody) {
    answer(
        request,
        FORBIDDEN,
        AccessText::nothingHere,
        text ->
            text.nothingHereDetail(somebody.getPrincipal().getName(), request.normalizedPath()));
  }

  /** Who asks cannot be told, as the provider does not answer. */
  void providerAway(RoutingContext request) {
    answer(request, UNAVAILABLE, AccessText::providerAway, AccessText::providerAwayDetail);
  }

  private void answer(
      RoutingContext request,
      int status,
      Function<AccessText, String> title,
      Function<AccessText, String> detail) {
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
      AccessText english = MessageBundles.get(AccessText.class);
      body =
          document(new Problem(title.apply(english), status, clause(detail.apply(english)), null));
    }
    if (HttpMethod.HEAD.equals(request.request().method())) {
      response.end();
    } else {
      response.end(body);
    }
  }

  private static String page(
      RoutingContext request,
      Function<AccessText, String> title,
      Function<AccessText, String> detail,
      boolean signedIn) {
    Preferences preferences =
        new Preferences(
            cookie(request, "theme"),
            cookie(request, "language"),
            request.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE));
    AccessText text = preferences.texts(AccessText.class);
    return preferences
        .say(Templates.refused(preferences, title.apply(text), detail.apply(text), signedIn))
        .render();
  }

  private static String cookie(RoutingContext request, String name) {
    Cookie cookie = request.request().getCookie(name);
    return cookie == null ? null : cookie.getValue();
  }

  /** As details of problems are written: a sentence's words alone. */
  private static String clause(String sentence) {
    return Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1, sentence.length() - 1);
  }

  private String document(Problem problem) {
    try {
      return json.writeValueAsString(problem);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a problem document is always JSON", e);
    }
  }
}
