package fettle.dashboard.problem;

/** There is no such link, or it is another person's. */
public final class UnknownLink extends RuntimeException {
  private static final long serialVersionUID = 1;

  public UnknownLink(String id) {
    super(
        "no link of yours has the id %s, or it has ended; an admin can take back those of others"
            .formatted(id));
  }
}
