package fettle.ops.dataset;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How train and test are told apart. */
sealed interface Split {

  /**
   * What is earlier trains.
   *
   * @param share of the time from the first reading to the last
   */
  record ByTime(double share) implements Split {
    @Override
    public String toString() {
      return "time:" + share;
    }
  }

  /**
   * Some machines train, all their life, and the others test. Which, follows from the machine's
   * name alone: one that joins later moves no other.
   *
   * @param share of the machines, about
   */
  record ByMachine(double share) implements Split {
    @Override
    public String toString() {
      return "machine:" + share;
    }
  }

  /** {@code time:0.8} or {@code machine:0.8}. */
  static Optional<Split> parse(String text) {
    Matcher matcher = Parts.FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    double share = Double.parseDouble(matcher.group(2));
    if (share <= 0 || share >= 1) {
      return Optional.empty();
    }
    return Optional.of(matcher.group(1).equals("time") ? new ByTime(share) : new ByMachine(share));
  }

  /** Holds the pattern, as an interface cannot have a private constant. */
  final class Parts {
    private static final Pattern FORM = Pattern.compile("(time|machine):(0?\\.\\d+)");

    private Parts() {}
  }
}
