package fettle.telemetry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Reads one sketch message, fields in any order; unknown fields are skipped. */
final class SketchReader {
  private static final JsonFactory JSON = new JsonFactory();

  private final JsonParser json;
  private final Limits limits;
  private boolean versionSeen;
  private String machine;
  private String session;
  private String model;
  private long seq = -1;
  private long from = -1;
  private long to = -1;
  private SequencedMap<String, byte[]> signals;
  private byte[] score;
  private String reference;

  SketchReader(JsonParser json, Limits limits) {
    this.json = json;
    this.limits = limits;
  }

  SketchMessage read() throws IOException, Rejection {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new Rejection(RejectReason.NOT_JSON, "the body must be a JSON object");
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      readField(name);
    }
    if (json.nextToken() != null) {
      throw new Rejection(RejectReason.NOT_JSON, "something follows the JSON object");
    }
    check();
    return new SketchMessage(machine, session, seq, model, from, to, signals, score, reference);
  }

  private void readField(String name) throws IOException, Rejection {
    switch (name) {
      case Field.VERSION -> version(integer(name));
      case Field.MACHINE -> machine = text(name);
      case Field.SESSION -> session = text(name);
      case Field.SEQ -> seq = integer(name);
      case Field.MODEL -> model = text(name);
      case SketchCodec.FROM -> from = integer(name);
      case SketchCodec.TO -> to = integer(name);
      case Field.SIGNALS -> signals = signals();
      case Field.SCORE -> score = bytes(name);
      case SketchCodec.REFERENCE -> reference = raw();
      default -> JsonForm.SKETCH.passOver(json);
    }
  }

  private void version(long version) throws Rejection {
    if (version != TelemetryCodec.VERSION) {
      throw new Rejection(
          RejectReason.UNKNOWN_VERSION,
          "v=" + version + ", this program reads " + TelemetryCodec.VERSION);
    }
    versionSeen = true;
  }

  private SequencedMap<String, byte[]> signals() throws IOException, Rejection {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new Rejection(RejectReason.WRONG_TYPE, "signals must be an object");
    }
    SequencedMap<String, byte[]> sketches = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      if (sketches.size() == limits.maxSignals()) {
        throw new Rejection(
            RejectReason.TOO_MANY_SIGNALS, "more than " + limits.maxSignals() + " signals");
      }
      if (name.isBlank() || !Rules.isPrintable(name) || sketches.containsKey(name)) {
        throw new Rejection(
            RejectReason.BAD_SIGNAL,
            "signal "
                + sketches.size()
                + " has a name that is empty, too long, repeated or not printable");
      }
      sketches.put(name, bytes("the sketch of " + name));
    }
    return sketches;
  }

  private void check() throws Rejection {
    require(versionSeen, Field.VERSION);
    require(machine != null, Field.MACHINE);
    require(session != null, Field.SESSION);
    require(model != null, Field.MODEL);
    require(signals != null, Field.SIGNALS);
    require(score != null, Field.SCORE);
    if (!TelemetryBatch.isMachineName(machine)) {
      throw new Rejection(
          RejectReason.BAD_MACHINE, "machine must be 1 to 64 of letters, digits, _ and -");
    }
    if (session.isEmpty() || !Rules.isPrintable(session) || seq < 0) {
      throw new Rejection(
          RejectReason.BAD_SEQUENCE, "a session of printable characters and seq from 0 are needed");
    }
    if (model.isEmpty() || !Rules.isPrintable(model)) {
      throw new Rejection(
          RejectReason.BAD_MODEL,
          "model must have 1 to " + Rules.MAX_NAME + " printable characters");
    }
    if (!Rules.isTime(from) || !Rules.isTime(to)) {
      throw new Rejection(
          RejectReason.BAD_TIME, "from and to must be epoch milliseconds from 1970 to 9999");
    }
    if (to < from) {
      throw new Rejection(RejectReason.TIME_ORDER, "to is before from");
    }
  }

  private long integer(String name) throws IOException, Rejection {
    if (json.currentToken() != JsonToken.VALUE_NUMBER_INT
        || json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      throw new Rejection(RejectReason.WRONG_TYPE, name + " must be an integer");
    }
    return json.getLongValue();
  }

  private String text(String name) throws IOException, Rejection {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw new Rejection(RejectReason.WRONG_TYPE, name + " must be a string");
    }
    return json.getText();
  }

  private byte[] bytes(String name) throws IOException, Rejection {
    try {
      return Base64.getDecoder().decode(text(name));
    } catch (IllegalArgumentException e) {
      throw new Rejection(RejectReason.BAD_SKETCH, name + " is not base64");
    }
  }

  private String raw() throws IOException {
    StringWriter copy = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(copy)) {
      out.copyCurrentStructure(json);
    }
    return copy.toString();
  }

  private static void require(boolean present, String field) throws Rejection {
    if (!present) {
      throw new Rejection(RejectReason.MISSING_FIELD, "the field " + field + " is missing");
    }
  }
}
