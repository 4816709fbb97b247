package fettle.dashboard.fleet;

import fettle.dashboard.problem.BadParameter;
import fettle.dashboard.problem.Parameters;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Which machines a viewer wants, in which order, and which of their rows are seen.
 *
 * @param filter which machines
 * @param sort their order
 * @param offset first row wanted, from 0
 * @param limit rows wanted at most
 */
public record FleetQuery(Filter filter, Sort sort, int offset, int limit) {
  /** Rows in one window at most. */
  public static final int MOST_ROWS = 200;

  private static final int LONGEST_TEXT = 200;

  /**
   * Which machines.
   *
   * @param words each must occur in the machine's device, names, site, line or model; lower case
   * @param conditions one of these; empty means any
   * @param site where it stands; empty means anywhere
   */
  public record Filter(List<String> words, Set<Condition> conditions, String site) {
    public Filter {
      words = List.copyOf(words);
      conditions = Set.copyOf(conditions);
    }
  }

  /** Collects a query from what a browser says. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects a query. */
  public static final class Builder {
    private List<String> words = List.of();
    private String site = "";
    private Sort sort = Sort.WORST_FIRST;
    private final Set<Condition> conditions = EnumSet.noneOf(Condition.class);

    private Builder() {}

    /** What is searched for; words in any order. */
    public Builder text(String text) {
      if (text.length() > LONGEST_TEXT) {
        throw new BadParameter("text", "must be at most " + LONGEST_TEXT + " characters");
      }
      words = Parameters.words(text);
      return this;
    }

    /** A wanted condition, by its name. */
    public Builder condition(String wire) {
      conditions.add(
          Condition.of(wire)
              .orElseThrow(
                  () ->
                      new BadParameter(
                          "conditions",
                          "must be of "
                              + Arrays.stream(Condition.values()).map(Condition::wire).toList())));
      return this;
    }

    /** Where machines stand; empty means anywhere. */
    public Builder site(String name) {
      if (name.length() > LONGEST_TEXT) {
        throw new BadParameter("site", "must be at most " + LONGEST_TEXT + " characters");
      }
      site = name.strip();
      return this;
    }

    /** Their order, as {@link Sort#of} reads it. */
    public Builder sort(String wire) {
      sort = Sort.of(wire);
      return this;
    }

    /** The rows that are seen. */
    public FleetQuery window(int offset, int limit) {
      return new FleetQuery(new Filter(words, conditions, site), sort, offset, limit);
    }
  }
}
