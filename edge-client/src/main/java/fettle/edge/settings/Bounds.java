package fettle.edge.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects every setting that breaks its rule, so that all of them are named at once. */
public final class Bounds {
  private final List<String> broken = new ArrayList<>();

  public Bounds between(String name, long value, long least, long most) {
    return require(
        least <= value && value <= most, name, value, "must be from " + least + " to " + most);
  }

  public Bounds between(String name, double value, double least, double most) {
    return require(
        least <= value && value <= most, name, value, "must be from " + least + " to " + most);
  }

  public Bounds between(String name, Duration value, Duration least, Duration most) {
    return require(
        value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
        name,
        value,
        "must be from " + least + " to " + most);
  }

  public Bounds atLeast(String name, long value, long least) {
    return require(value >= least, name, value, "must be at least " + least);
  }

  public Bounds atLeast(String name, Duration value, Duration least) {
    return require(value.compareTo(least) >= 0, name, value, "must be at least " + least);
  }

  /**
   * @param expression that the whole value matches
   */
  public Bounds matches(String name, String value, String expression) {
    return require(value.matches(expression), name, value, "must match " + expression);
  }

  /** The same for one that may be left out. */
  public Bounds matches(String name, Optional<String> value, String expression) {
    return value.map(it -> matches(name, it, expression)).orElse(this);
  }

  private Bounds require(boolean isKept, String name, Object value, String rule) {
    if (!isKept) {
      broken.add(name + "=" + value + " " + rule);
    }
    return this;
  }

  /**
   * Ends the list.
   *
   * @throws IllegalArgumentException naming every setting that breaks its rule
   */
  public void check() {
    if (!broken.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", broken));
    }
  }
}
