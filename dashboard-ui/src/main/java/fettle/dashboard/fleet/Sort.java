package fettle.dashboard.fleet;

import fettle.dashboard.problem.BadParameter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * In which order machines are listed. What a machine has nothing to say of comes last, whichever
 * way round; of those that are alike, the id decides.
 *
 * @param by the column
 * @param descending whether its highest value comes first
 */
public record Sort(Column by, boolean descending) {
  /** The condition to look at first, then the id. */
  public static final Sort WORST_FIRST = new Sort(Column.CONDITION, false);

  private static final String BACKWARDS = "-";

  /** What machines are sorted by. */
  public enum Column {
    CONDITION(number(member -> member.condition().ordinal())),
    MACHINE(text(Member::nameToSort)),
    SITE(text(Member::siteToSort)),
    SCORE(number(member -> member.state().score())),
    /** The highest score of the last seconds. */
    RECENT(number(Member::highestRecentScore)),
    /** When the newest reading was taken. */
    LAST(number(Column::lastReading)),
    LAG(number(member -> HopStrip.totalLag(member.state()))),
    MODEL(text(member -> member.state().model()));

    private final Order order;

    Column(Order order) {
      this.order = order;
    }

    private static double lastReading(Member member) {
      long at = member.state().lastEvent();
      return at > 0 ? at : Double.NaN;
    }

    /** The name in messages and URLs. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    private static Optional<Column> of(String wire) {
      return Arrays.stream(values()).filter(column -> column.wire().equals(wire)).findFirst();
    }
  }

  /**
   * The order that is written as a column's name, with a minus in front where its highest value
   * comes first; empty is the worst condition first.
   *
   * @throws BadParameter naming the columns that there are
   */
  public static Sort of(String wire) {
    if (wire.isEmpty()) {
      return WORST_FIRST;
    }
    boolean descending = wire.startsWith(BACKWARDS);
    return Column.of(descending ? wire.substring(BACKWARDS.length()) : wire)
        .map(column -> new Sort(column, descending))
        .orElseThrow(
            () ->
                new BadParameter(
                    "sort",
                    "must be of %s, with a minus in front to turn it around"
                        .formatted(Arrays.stream(Column.values()).map(Column::wire).toList())));
  }

  Comparator<Member> comparator() {
    Order order = by.order;
    return Comparator.<Member, Boolean>comparing(order.unknown::test)
        .thenComparing(descending ? order.ascending.reversed() : order.ascending)
        .thenComparing(Member::id);
  }

  /** The order of those whose value is known. */
  private record Order(Predicate<Member> unknown, Comparator<Member> ascending) {}

  private static Order number(ToDoubleFunction<Member> value) {
    return new Order(
        member -> Double.isNaN(value.applyAsDouble(member)), Comparator.comparingDouble(value));
  }

  private static Order text(Function<Member, String> value) {
    return new Order(member -> value.apply(member).isEmpty(), Comparator.comparing(value));
  }
}
