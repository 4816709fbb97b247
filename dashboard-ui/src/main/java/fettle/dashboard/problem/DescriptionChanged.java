package fettle.dashboard.problem;

import java.util.Optional;

/** What a machine is called has changed since somebody read what they change now. */
public final class DescriptionChanged extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String by;

  /**
   * @param by who changed it; empty where the dashboard was not asked for that
   */
  public DescriptionChanged(Optional<String> by) {
    super(
        by.orElse("somebody")
            + " changed this since you opened it, so nothing was saved; load what it is now, and"
            + " make your change to that");
    this.by = by.orElse(null);
  }

  /** Who changed it; {@code null} where nobody knows. */
  public String by() {
    return by;
  }
}
