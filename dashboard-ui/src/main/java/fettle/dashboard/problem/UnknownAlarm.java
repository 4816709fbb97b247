package fettle.dashboard.problem;

/** There is no alarm of this id, or it has gone for newer ones. */
public final class UnknownAlarm extends RuntimeException {
  private static final long serialVersionUID = 1;

  public UnknownAlarm(String id) {
    super(
        "there is no alarm %s, or it has gone for newer ones; label its time with POST /api/labels"
            .formatted(id));
  }
}
