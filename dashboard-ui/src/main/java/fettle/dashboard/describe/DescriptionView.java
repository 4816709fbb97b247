package fettle.dashboard.describe;

import com.fasterxml.jackson.annotation.JsonInclude;
import fettle.dashboard.problem.BadParameter;
import fettle.dashboard.store.Descriptions;
import fettle.telemetry.machine.MachineDescription;
import fettle.telemetry.machine.SignalDescription;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a machine is called; what is left out is not known. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(name = "Description", description = "What a machine is called; all of it may be left out")
public record DescriptionView(
    @Schema(examples = "Feed pump 2") String name,
    @Schema(examples = "Leipzig") String site,
    @Schema(examples = "Bottling 3") String line,
    @Schema(description = "By the name that readings carry") Map<String, Signal> signals,
    @Schema(description = "Who says so, where nobody signs in") String by,
    @Schema(
            description =
                "Tells this from what it is called at another time. Whoever saves with the version"
                    + " that they read overwrites nothing that they have not seen; without it, what"
                    + " is there is overwritten",
            examples = "5f3c9a0b17e2d4c8")
        String version) {

  /** Nothing is said. */
  static final DescriptionView NOTHING = new DescriptionView(null, null, null, null, null, null);

  /** What a signal is called, and its limits. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  @Schema(name = "SignalDescription")
  public record Signal(
      @Schema(examples = "Bearing temperature") String name,
      @Schema(examples = "°C") String unit,
      @Schema(description = "A lower value is out of range") Double low,
      @Schema(description = "A higher value is out of range") Double high) {}

  static DescriptionView of(MachineDescription description) {
    Map<String, Signal> signals = new TreeMap<>();
    description
        .signals()
        .forEach(
            (name, signal) ->
                signals.put(
                    name,
                    new Signal(
                        signal.name(),
                        signal.unit(),
                        Limit.orNull(signal.low()),
                        Limit.orNull(signal.high()))));
    return new DescriptionView(
        description.name(),
        description.site(),
        description.line(),
        signals,
        null,
        Descriptions.versionOf(description));
  }

  /**
   * @throws BadParameter naming what breaks a rule
   */
  MachineDescription toDescription() {
    Map<String, SignalDescription> described = new HashMap<>();
    if (signals != null) {
      signals.forEach((signal, said) -> described.put(signal, signal(signal, said)));
    }
    try {
      return new MachineDescription(text(name), text(site), text(line), described);
    } catch (IllegalArgumentException e) {
      throw new BadParameter("description", "is not taken: " + e.getMessage());
    }
  }

  private static SignalDescription signal(String signal, Signal said) {
    if (said == null) {
      return SignalDescription.NONE;
    }
    try {
      return new SignalDescription(
          text(said.name()), text(said.unit()), Limit.of(said.low()), Limit.of(said.high()));
    } catch (IllegalArgumentException e) {
      throw new BadParameter("signals." + signal, "is not taken: " + e.getMessage());
    }
  }

  private static String text(String text) {
    return Objects.requireNonNullElse(text, "");
  }

  /** Limits as JSON has them. */
  private static final class Limit {
    private Limit() {}

    static Double orNull(double limit) {
      return Double.isNaN(limit) ? null : limit;
    }

    static double of(Double limit) {
      return limit == null ? SignalDescription.NO_LIMIT : limit;
    }
  }
}
