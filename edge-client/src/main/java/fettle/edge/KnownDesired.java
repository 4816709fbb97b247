package fettle.edge;

import java.util.Map;

/**
 * The desired properties as far as one connection has told, and what each arrival means. A whole
 * that was asked for may be answered after a newer patch: versions decide, not the order of
 * arrival. Not thread-safe.
 */
final class KnownDesired {
  /** Below every version of a twin. */
  static final int UNKNOWN = -1;

  /** What to do about an arrival. */
  sealed interface Step {
    /** The properties are now these. */
    record Next(DesiredProperties desired) implements Step {}

    /** Older than what is known. */
    record Stale() implements Step {}

    /** A version between was missed, so the whole has to be fetched. */
    record Gap() implements Step {}
  }

  private DesiredProperties known = new DesiredProperties(UNKNOWN, Map.of());

  /** A new connection begins, maybe to a hub whose twin was made anew with lower versions. */
  void forget() {
    known = new DesiredProperties(UNKNOWN, Map.of());
  }

  Step whole(int version, Map<String, Object> values) {
    return version < known.version() ? new Step.Stale() : next(version, values);
  }

  Step patch(int version, Map<String, Object> patch) {
    if (version == UNKNOWN || known.version() == UNKNOWN) {
      return new Step.Gap();
    }
    if (version <= known.version()) {
      return new Step.Stale();
    }
    return version == known.version() + 1
        ? next(version, JsonTree.merge(known.values(), patch))
        : new Step.Gap();
  }

  private Step next(int version, Map<String, Object> values) {
    known = new DesiredProperties(version, values);
    return new Step.Next(known);
  }
}
