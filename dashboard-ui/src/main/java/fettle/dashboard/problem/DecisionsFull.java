package fettle.dashboard.problem;

import fettle.telemetry.label.LabelKeys;

/** So many decisions wait to be copied to the lake that no more are taken. */
public final class DecisionsFull extends RuntimeException {
  private static final long serialVersionUID = 1;

  public DecisionsFull() {
    super(
        "%,d decisions are in Redis, as many as may be; start ./fettle worker, which copies them to the lake and makes room"
            .formatted(LabelKeys.MOST));
  }
}
