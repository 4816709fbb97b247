package fettle.dashboard.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import fettle.dashboard.command.AskedView;
import fettle.dashboard.command.CommandView;
import fettle.telemetry.alarm.Alarm;
import fettle.telemetry.label.Decision;
import fettle.telemetry.pipeline.PipelineRun;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Something that happened. */
@Schema(description = "Something that happened. Texts are empty where nothing is known")
public record Event(
    Kind kind,
    @Schema(description = "Epoch milliseconds") long from,
    @Schema(description = "Epoch milliseconds, not included; null while it goes on") Long to,
    @Schema(
            description =
                "What an alarm or a time was found to be, which model came, how a deployment went,"
                    + " what became of a link")
        String what,
    @Schema(description = "Who said so") String by,
    @Schema(description = "In whose own words") String comment,
    @Schema(
            description =
                "What a command asked, for readers of other languages than the words'; missing for"
                    + " all else, and for a command that is no longer kept")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        AskedView asked,
    @Schema(description = "Likewise, what came of it; missing while nothing has")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        CommandView.Said said,
    @Schema(
            description =
                "Until when a link opens that was made, epoch milliseconds; missing for all else")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        Long opensUntil) {

  Event(Kind kind, long from, Long to, String what, String by, String comment) {
    this(kind, from, to, what, by, comment, null, null, null);
  }

  /** Kinds of events. */
  public enum Kind {
    ALARM,
    LABEL,
    MODEL,
    DEPLOYMENT,
    MAINTENANCE,
    COMMAND,
    LINK,
    NOTE;

    /** As it is written in JSON. */
    @JsonValue
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether it has anything to do with a time in [begin, end). */
  boolean touches(long begin, long end) {
    return from < end && (to == null || Math.max(to, from + 1) > begin);
  }

  /**
   * An alarm.
   *
   * @param label what people found it to be; {@code null} where nobody said
   */
  static Event of(Alarm alarm, Decision label) {
    return new Event(
        Kind.ALARM,
        alarm.first(),
        alarm.isOpen() ? null : (Long) alarm.cleared(),
        label == null ? "" : label.label(),
        label == null ? "" : label.by(),
        label == null ? "" : label.comment());
  }

  /** A label of a time, or a note. */
  static Event of(Kind kind, Decision said) {
    return new Event(kind, said.from(), said.to(), said.label(), said.by(), said.comment());
  }

  /** A link that was made, or taken back. An earlier version says its end in the comment alone. */
  static Event ofLink(Decision said) {
    boolean hasEnd = said.label().equals(Decision.LINK_MADE) && said.to() > said.from() + 1;
    return new Event(
        Kind.LINK,
        said.from(),
        said.from() + 1,
        said.label(),
        said.by(),
        said.comment(),
        null,
        null,
        hasEnd ? (Long) said.to() : null);
  }

  /** The same, in codes besides its words. */
  Event saidBy(CommandView command) {
    return new Event(
        kind, from, to, what, by, comment, command.asked(), command.said(), opensUntil);
  }

  /** From then on another model scored the machine's readings. */
  static Event ofModel(long time, String model) {
    return new Event(Kind.MODEL, time, time, model, "", "");
  }

  static Event of(PipelineRun deployment, long now) {
    return new Event(
        Kind.DEPLOYMENT,
        deployment.started(),
        deployment.ended(),
        deployment.outcome(now).name().toLowerCase(Locale.ROOT),
        deployment.by(),
        "");
  }
}
