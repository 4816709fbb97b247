package fettle.dashboard.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.util.List;

/** What of a page somebody could not read or reach, as far as a program can tell (axe). */
final class Barriers {
  private static final List<String> WCAG_22_AA =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

  private Barriers() {}

  /** One sentence for each rule that the page breaks, with the places where. */
  static List<String> of(Page page) {
    return new AxeBuilder(page)
            .withTags(WCAG_22_AA)
            // in the page itself: another one for each result takes longer than the check
            .setLegacyMode(true)
            .analyze()
            .getViolations()
            .stream()
            .map(Barriers::sentence)
            .toList();
  }

  private static String sentence(Rule rule) {
    List<String> places = rule.getNodes().stream().limit(4).map(Barriers::place).toList();
    return "%s (%s): %s".formatted(rule.getId(), rule.getHelp(), places);
  }

  private static String place(CheckedNode node) {
    return "%s %s".formatted(node.getTarget(), node.getFailureSummary().replaceAll("\\s+", " "));
  }
}
