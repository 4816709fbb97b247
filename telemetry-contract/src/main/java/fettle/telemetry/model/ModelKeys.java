package fettle.telemetry.model;

/** The keys about models; one store belongs to one environment. */
public final class ModelKeys {
  private static final String PREFIX = "fettle:{models}:";

  /**
   * Hash: {@code NAME:VERSION} → the model's card, JSON as it lies beside the model, the newest
   * {@link #KEPT_CARDS} of them. A card's field {@code comparison} says whether the model was put
   * in use ({@code promoted}), whether that was {@code forced}, and why ({@code words}).
   */
  public static final String CARDS = PREFIX + "cards";

  /** Sorted set: {@code NAME:VERSION} by when it was made, epoch milliseconds. */
  public static final String CARD_TIMES = PREFIX + "card-times";

  /** {@link ModelsInUse} as JSON: what the next deployment takes. */
  public static final String IN_USE = PREFIX + "in-use";

  /** Cards that are kept; each is some ten kilobytes. */
  public static final int KEPT_CARDS = 1_000;

  private ModelKeys() {}
}
