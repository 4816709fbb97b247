package fettle.dashboard.label;

import fettle.telemetry.MachineId;
import fettle.telemetry.TelemetryBatch;
import fettle.telemetry.label.Decision;
import fettle.telemetry.label.Decision.Kind;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.function.UnaryOperator;

/** One row of an import, as the fields of a label. */
final class LabelRow {
  private static final long LATEST = 253_402_300_799_999L;
  private static final int LONGEST_DEVICE = 128;

  private final UnaryOperator<String> fields;

  /**
   * @param fields a field's value by its name; empty where there is none
   */
  LabelRow(UnaryOperator<String> fields) {
    this.fields = fields;
  }

  /** The row breaks a rule, which the message says. */
  static final class Broken extends Exception {
    private static final long serialVersionUID = 1;

    Broken(String rule) {
      super(rule);
    }
  }

  /**
   * What the row says.
   *
   * @param by who says it where the row does not
   * @param now when it is said where the row does not, epoch milliseconds
   */
  Decision decision(String by, long now) throws Broken {
    long from = time("from", required("from"));
    long to = time("to", required("to"));
    if (from >= to) {
      throw new Broken("the label ends before it begins; exchange from and to");
    }
    String said = fields.apply("by").strip();
    String at = fields.apply("at").strip();
    return new Decision(
        Kind.LABEL,
        machine(),
        from,
        to,
        words("label", required("label")),
        words("by", said.isEmpty() ? by : said),
        at.isEmpty() ? now : time("at", at),
        words("component", fields.apply("component").strip()),
        text("comment", fields.apply("comment").strip(), Decision.LONGEST_COMMENT),
        "",
        words("model", fields.apply("model").strip()));
  }

  /** Whether the row says itself when it was decided. */
  boolean saysWhen() {
    return !fields.apply("at").isBlank();
  }

  private MachineId machine() throws Broken {
    String device = text("device", required("device"), LONGEST_DEVICE);
    String machine = required("machine");
    if (device.indexOf('/') >= 0 || device.indexOf('~') >= 0) {
      throw new Broken("device '" + device + "' is no device id");
    }
    if (!TelemetryBatch.isMachineName(machine)) {
      throw new Broken("machine '" + machine + "' is no machine's name");
    }
    return new MachineId(device, machine);
  }

  private String required(String name) throws Broken {
    String value = Words.storable(fields.apply(name)).strip();
    if (value.isEmpty()) {
      throw new Broken("the label has no " + name);
    }
    return value;
  }

  private static String words(String name, String value) throws Broken {
    return text(name, value, Decision.LONGEST_WORDS);
  }

  private static String text(String name, String value, int longest) throws Broken {
    if (value.length() > longest) {
      throw new Broken(
          "%s has %d characters; at most %d are taken".formatted(name, value.length(), longest));
    }
    return Words.storable(value);
  }

  private static long time(String name, String text) throws Broken {
    try {
      long time = text.matches("\\d{1,15}") ? Long.parseLong(text) : moment(text);
      if (time >= 0 && time <= LATEST) {
        return time;
      }
    } catch (DateTimeException notATime) {
      throw notATime(name, text);
    }
    throw notATime(name, text);
  }

  private static Broken notATime(String name, String text) {
    return new Broken(
        "%s '%s' is no time; write it as 2026-03-01T12:00:00Z or in epoch milliseconds"
            .formatted(name, text));
  }

  /** UTC unless it names a zone. */
  private static long moment(String text) {
    TemporalAccessor parsed =
        DateTimeFormatter.ISO_DATE_TIME.parseBest(
            text.replace(' ', 'T'), OffsetDateTime::from, LocalDateTime::from);
    return parsed instanceof OffsetDateTime zoned
        ? zoned.toInstant().toEpochMilli()
        : ((LocalDateTime) parsed).toInstant(ZoneOffset.UTC).toEpochMilli();
  }
}
