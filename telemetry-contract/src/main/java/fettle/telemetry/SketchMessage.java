package fettle.telemetry;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Body of a message of kind {@link MessageKind#SKETCH}: how the readings of one machine, and what a
 * model made of them, were distributed over a few minutes. Sketches are bytes here; what is in them
 * is for those who merge and compare them. The arrays belong to the message and are not copied.
 *
 * @param machine as in {@link TelemetryBatch}
 * @param session changes whenever the sending module starts; apart from those of readings
 * @param seq counts from 0 in a session, for each machine
 * @param model {@code name:version}
 * @param from time of the oldest reading, epoch milliseconds UTC
 * @param to time of the newest reading
 * @param signals a sketch by signal, in the model's order
 * @param score the score's sketch
 * @param reference what the model's training says of the same, as JSON, or null: it comes with the
 *     first message of a session and now and then
 */
public record SketchMessage(
    String machine,
    String session,
    long seq,
    String model,
    long from,
    long to,
    SequencedMap<String, byte[]> signals,
    byte[] score,
    String reference) {

  public SketchMessage {
    signals = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(signals));
  }

  /** {@code machine:session:seq}. */
  public String messageId() {
    return machine + ':' + session + ':' + seq;
  }
}
