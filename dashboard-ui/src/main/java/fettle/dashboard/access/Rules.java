package fettle.dashboard.access;

import fettle.dashboard.access.Rule.Need;
import fettle.dashboard.config.DashboardConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The table of who may do what, for pages, API and live socket alike. What is not in it is refused
 * to everybody: whoever adds a route adds its line.
 */
@ApplicationScoped
public class Rules {
  /** Where the provider sends people back to; registered there. */
  static final String SIGN_IN = "/sign-in";

  /** Ends the session, here and at the provider. */
  static final String SIGN_OUT = "/sign-out";

  /** Shown after it. */
  static final String SIGNED_OUT = "/signed-out";

  private static final String GET = "GET";
  private static final Need NOTHING = new Need.Nothing();
  private static final Need VIEWER = new Need.AtLeast(Role.VIEWER);
  private static final Need OPERATOR = new Need.AtLeast(Role.OPERATOR);
  private static final Need ADMIN = new Need.AtLeast(Role.ADMIN);

  /** Probes have no name, and the look of a page is no secret: a refusal has it too. */
  private static final List<String> OPEN =
      List.of("/q/health", "/q/health/{kind}", "/static/**", SIGN_OUT, SIGNED_OUT);

  /** Whoever has the link may: it is signed, and says itself what it shows and until when. */
  private static final List<String> LINKED =
      List.of("/shared/{token}", "/embed/{token}", "/api/shared/{token}");

  private static final List<String> LOOKED_AT =
      List.of(
          "/",
          SIGN_IN,
          "/alarms",
          "/audit",
          "/kiosk",
          "/compare",
          "/machines/{device}/{machine}",
          "/models",
          "/models/{model}",
          "/pipelines",
          "/rejected",
          "/live",
          "/q/openapi",
          "/api/alarms",
          "/api/commands",
          "/api/hub",
          "/api/labels",
          "/api/machines",
          "/api/maintenance",
          "/api/notifications",
          "/api/machines/{device}/{machine}",
          "/api/machines/{device}/{machine}/events",
          "/api/machines/{device}/{machine}/export",
          "/api/machines/{device}/{machine}/description",
          "/api/machines/{device}/{machine}/module",
          "/api/machines/{device}/{machine}/series",
          "/api/machines/{device}/{machine}/view",
          "/api/models",
          "/api/models/{model}",
          "/api/models/{model}/drift/{device}/{machine}",
          "/api/pipelines",
          "/api/rejected");

  private final List<Rule> table = new ArrayList<>();

  Rules(DashboardConfig config) {
    OPEN.forEach(path -> table.add(Rule.of(GET, path, NOTHING)));
    LINKED.forEach(path -> table.add(Rule.of(GET, path, NOTHING)));
    LOOKED_AT.forEach(path -> table.add(Rule.of(GET, path, VIEWER)));
    table.add(Rule.of(GET, "/q/metrics", config.signIn().openMetrics() ? NOTHING : VIEWER));
    table.add(Rule.of("PUT", "/api/alarms/{id}/label", OPERATOR));
    table.add(Rule.of("PUT", "/api/alarms/{id}/acknowledgement", OPERATOR));
    table.add(Rule.of("PUT", "/api/alarms/{id}/assignment", OPERATOR));
    table.add(Rule.of("POST", "/api/alarms/{id}/comments", OPERATOR));
    table.add(Rule.of("PUT", "/api/alarms/{id}/shelving", OPERATOR));
    table.add(Rule.of("PUT", "/api/maintenance", OPERATOR));
    table.add(Rule.of("POST", "/api/labels", OPERATOR));
    table.add(Rule.of("POST", "/api/machines/{device}/{machine}/links", OPERATOR));
    table.add(Rule.of(GET, "/api/links", OPERATOR));
    table.add(Rule.of("PUT", "/api/links/{id}/revocation", OPERATOR));
    table.add(Rule.of("POST", "/api/machines/{device}/{machine}/notes", OPERATOR));
    table.add(Rule.of("POST", "/api/machines/{device}/{machine}/commands", OPERATOR));
    table.add(Rule.of("PUT", "/api/machines/{device}/{machine}/description", ADMIN));
    table.add(Rule.of("POST", "/api/pipelines/{pipeline}/requests", OPERATOR));
  }

  /**
   * What a request needs; empty = it is nobody's.
   *
   * @param path normalised
   */
  Optional<Need> of(String method, String path) {
    return table.stream().filter(rule -> rule.matches(method, path)).map(Rule::need).findFirst();
  }
}
