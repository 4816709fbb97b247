package fettle.dashboard.problem;

import java.util.List;
import java.util.stream.Collectors;

/** Rows of an import break rules; nothing of it was taken. */
public final class BadRows extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final int MOST_NAMED = 10;

  /**
   * @param problems a sentence each, that begins with the row's place
   */
  public BadRows(List<String> problems) {
    super(sentence(problems));
  }

  private static String sentence(List<String> problems) {
    String named = problems.stream().limit(MOST_NAMED).collect(Collectors.joining("; "));
    int more = problems.size() - MOST_NAMED;
    return named + (more > 0 ? "; and %d more".formatted(more) : "") + "; nothing was taken";
  }
}
