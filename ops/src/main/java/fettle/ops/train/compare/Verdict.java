package fettle.ops.train.compare;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What a comparison came to, as the run says it and the card shows it.
 *
 * @param candidate title of the model that was learned
 * @param inUse title of the model in use; {@code null} = none
 * @param sentence why, for a person
 * @param measure what the figures are of: {@code F1}, or {@code distance of alarm rate from
 *     promise}; {@code null} when nothing was measured
 * @param rows that both scored
 * @param figures of the candidate; {@code null} when nothing was measured
 * @param figuresInUse of the model in use
 * @param gain of the candidate over the model in use; {@code null} when nothing was measured
 * @param notes what else is to be known of it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Verdict(
    String candidate,
    String inUse,
    Outcome outcome,
    String sentence,
    String measure,
    long rows,
    Figures figures,
    Figures figuresInUse,
    Gain gain,
    List<String> notes) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Whether the candidate is to be put in use. */
  public enum Outcome {
    /** There is no model in use that could be better. */
    FIRST,
    BETTER,
    NOT_BETTER,
    /** The newest rows do not say; the model in use stays. */
    UNDECIDED;

    public boolean promotes() {
      return this == FIRST || this == BETTER;
    }
  }

  /**
   * A model on the newest rows; what needs labels is {@code null} without.
   *
   * @param alarmRate share of rows taken for anomalous
   * @param promised alarm rate on healthy windows held out when it was learned
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Figures(
      Double f1,
      Double falseAlarmRate,
      Double missedAlarmRate,
      double alarmRate,
      double promised) {}

  /** With its 95 % interval; above 0 the candidate is better. */
  public record Gain(double value, double low, double high) {}

  public Verdict {
    notes = notes == null ? List.of() : List.copyOf(notes);
  }

  /** Nothing was measured. */
  static Verdict unmeasured(
      String candidate, String inUse, Outcome outcome, String sentence, List<String> notes) {
    return new Verdict(candidate, inUse, outcome, sentence, null, 0, null, null, null, notes);
  }

  /** There is no model in use. */
  public static Verdict first(String candidate, String why) {
    return unmeasured(candidate, null, Outcome.FIRST, candidate + " " + why, List.of());
  }

  /** For the card. */
  public ObjectNode json() {
    return JSON.valueToTree(this);
  }
}
