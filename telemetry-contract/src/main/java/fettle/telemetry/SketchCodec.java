package fettle.telemetry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * {@link SketchMessage} as UTF-8 JSON and back: {@code
 * {"v":1,"machine":"pump-01","session":"…","seq":3,"model":"pump:3","from":…,"to":…,
 * "signals":{"flow":"base64",…},"score":"base64","reference":{…}}}. Thread-safe.
 */
public final class SketchCodec {
  static final String FROM = "from";
  static final String TO = "to";
  static final String REFERENCE = "reference";

  private static final JsonFactory JSON = new JsonFactory();

  private final Limits limits;

  public SketchCodec(Limits limits) {
    this.limits = limits;
  }

  /** The message as a body. */
  public byte[] encode(SketchMessage message) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(8192);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberField(Field.VERSION, TelemetryCodec.VERSION);
      json.writeStringField(Field.MACHINE, message.machine());
      json.writeStringField(Field.SESSION, message.session());
      json.writeNumberField(Field.SEQ, message.seq());
      json.writeStringField(Field.MODEL, message.model());
      json.writeNumberField(FROM, message.from());
      json.writeNumberField(TO, message.to());
      json.writeObjectFieldStart(Field.SIGNALS);
      for (Map.Entry<String, byte[]> signal : message.signals().entrySet()) {
        json.writeBinaryField(signal.getKey(), signal.getValue());
      }
      json.writeEndObject();
      json.writeBinaryField(Field.SCORE, message.score());
      if (message.reference() != null) {
        json.writeFieldName(REFERENCE);
        json.writeRawValue(message.reference());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return out.toByteArray();
  }

  /** Reads a body; never throws on input. */
  public DecodedSketch decode(byte[] body) {
    if (body.length == 0) {
      return new DecodedSketch.Rejected(RejectReason.EMPTY, "the body is empty");
    }
    if (body.length > limits.maxBytes()) {
      return new DecodedSketch.Rejected(
          RejectReason.TOO_LARGE,
          "the body has " + body.length + " bytes, the limit is " + limits.maxBytes());
    }
    try (JsonParser json = JSON.createParser(body)) {
      return new DecodedSketch.Valid(new SketchReader(json, limits).read());
    } catch (Rejection e) {
      return new DecodedSketch.Rejected(e.reason(), e.getMessage());
    } catch (StreamConstraintsException e) {
      return new DecodedSketch.Rejected(RejectReason.TOO_LARGE, e.getOriginalMessage());
    } catch (IOException e) {
      return new DecodedSketch.Rejected(RejectReason.NOT_JSON, "the body is not valid JSON");
    }
  }
}
