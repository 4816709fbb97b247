package fettle.telemetry;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/**
 * JSON forms whose readers pass over fields that they do not know, as those of a later version are.
 * What is passed over is counted, for the whole process, and the first field of each form is told
 * in the log. Costs nothing where all fields are known.
 */
public enum JsonForm {
  TELEMETRY,
  SKETCH,
  EDGE_REJECTION,
  REJECTED_MESSAGE,
  ALARM,
  ALARM_EVENT,
  DRIFT,
  MACHINE_DESCRIPTION,
  MODELS_IN_USE,
  PIPELINE_RUN,
  PIPELINE_REQUEST;

  private static final Logger LOG = System.getLogger(JsonForm.class.getName());

  private final LongAdder fields = new LongAdder();
  private volatile boolean told;

  /** As metrics and log name it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Fields that were passed over so far. */
  public long passedOver() {
    return fields.sum();
  }

  /** Passes over the field whose value the reader is at. */
  public void passOver(JsonParser json) throws IOException {
    fields.increment();
    if (!told) {
      told = true;
      String name = json.currentName();
      LOG.log(
          Level.INFO,
          "form={0}: the field {1} is not known and passed over; further ones are counted only",
          label(),
          name != null && Rules.isPrintable(name) ? name : "with a name that cannot be printed");
    }
    json.skipChildren();
  }
}
