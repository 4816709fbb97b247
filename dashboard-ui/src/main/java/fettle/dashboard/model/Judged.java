package fettle.dashboard.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import fettle.dashboard.store.Decisions;
import fettle.telemetry.label.Decision;
import fettle.telemetry.label.DecisionCodec.Entry;
import java.util.HashMap;
import java.util.Map;

/**
 * What people said of a model's alarms.
 *
 * @param confirmed alarms that were a real fault
 * @param dismissed alarms that were false
 * @param precision share of the judged ones that were real; {@code null} while none is judged
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Judged(long confirmed, long dismissed, Double precision) {
  static final Judged NONE = of(0, 0);

  /** Alarms that somebody judged. */
  long all() {
    return confirmed + dismissed;
  }

  private static Judged of(long confirmed, long dismissed) {
    long all = confirmed + dismissed;
    return new Judged(confirmed, dismissed, all == 0 ? null : (double) confirmed / all);
  }

  /** By {@code NAME:VERSION} of the model that raised the alarm; the newest word counts. */
  static Map<String, Judged> byModel(Decisions decisions) {
    Map<String, Judged> byModel = new HashMap<>();
    for (Entry entry : decisions.labels()) {
      Decision label = entry.decision();
      if (!label.model().isEmpty()) {
        byModel.merge(label.model(), one(label.label()), Judged::plus);
      }
    }
    return byModel;
  }

  private static Judged one(String label) {
    return switch (label) {
      case Decision.REAL_FAULT -> of(1, 0);
      case Decision.FALSE_ALARM -> of(0, 1);
      default -> NONE;
    };
  }

  private Judged plus(Judged other) {
    return of(confirmed + other.confirmed, dismissed + other.dismissed);
  }
}
