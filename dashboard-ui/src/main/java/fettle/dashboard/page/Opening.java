package fettle.dashboard.page;

import fettle.dashboard.fleet.FleetQuery;
import fettle.dashboard.problem.BadParameter;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a page's script will ask for first, as far as the page's address says it. */
final class Opening {
  /** As many as the list of machines begins with (rows.js). */
  private static final int ROWS = 40;

  private static final Duration SHORTEST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofHours(48);
  private static final Duration USUAL = Duration.ofMinutes(2);
  private static final Pattern LENGTH = Pattern.compile("(\\d{1,7})([smhd])");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  private Opening() {}

  /** Which machines; empty where the address has what only the script can make sense of. */
  static Optional<FleetQuery> ofFleet(String text, String states, String site, String sort) {
    try {
      FleetQuery.Builder query =
          FleetQuery.builder().text(given(text)).site(given(site)).sort(given(sort));
      for (String state : given(states).split(",")) {
        if (!state.isEmpty()) {
          query.condition(state);
        }
      }
      return Optional.of(query.window(0, ROWS));
    } catch (BadParameter e) {
      return Optional.empty();
    }
  }

  /** How long until now (view.js); empty for a stretch of the past. */
  static Optional<Duration> ofMachine(String range, String from, String to) {
    if (from != null || to != null) {
      return Optional.empty();
    }
    Matcher length = LENGTH.matcher(given(range));
    if (!length.matches()) {
      return Optional.of(USUAL);
    }
    Duration span = UNITS.get(length.group(2)).multipliedBy(Long.parseLong(length.group(1)));
    boolean isLive = span.compareTo(SHORTEST) >= 0 && span.compareTo(LONGEST) <= 0;
    return Optional.of(isLive ? span : USUAL);
  }

  private static String given(String parameter) {
    return Objects.requireNonNullElse(parameter, "");
  }
}
