package fettle.drift.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import fettle.drift.Finding;
import fettle.telemetry.MachineId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** What is known of drift as UTF-8 JSON, and back. Numbers that are none are {@code null}. */
public final class DriftJson {
  static final JsonFactory JSON = new JsonFactory();

  private DriftJson() {}

  /**
   * {@code {"device","machine","models":[{"model","windowMs","openSince","openReadings","lastTo",
   * "closed","reference","verdict","signals":{"flow":{"verdict","outcome","complete","readings",
   * "independent","psi","ks","js","psiLimit","ksLimit","jsLimit"}},"score":{…}}]}}.
   */
  public static byte[] encode(MachineDrift drift) {
    return written(
        json -> {
          json.writeStartObject();
          json.writeStringField("device", drift.id().device());
          json.writeStringField("machine", drift.id().machine());
          json.writeArrayFieldStart("models");
          for (ModelDrift model : drift.models()) {
            write(json, model);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  /**
   * Reads what {@link #encode(MachineDrift)} wrote; fields it does not know are skipped.
   *
   * @throws IllegalArgumentException when the bytes are not that
   */
  public static MachineDrift decodeMachine(byte[] bytes) {
    try (JsonParser json = JSON.createParser(bytes)) {
      return new DriftReader(json).machine();
    } catch (IOException e) {
      throw new IllegalArgumentException("a machine's drift is not valid JSON", e);
    }
  }

  /**
   * {@code {"from":…,"signals":{"flow":["steady",3600,0.012,0.04,0.0021]},"score":[…]}}: verdict,
   * readings, PSI, KS and JS of each.
   */
  public static byte[] encode(DriftPoint point) {
    return written(
        json -> {
          json.writeStartObject();
          json.writeNumberField("from", point.from());
          json.writeObjectFieldStart("signals");
          for (Map.Entry<String, DriftPoint.Values> signal : point.signals().entrySet()) {
            json.writeFieldName(signal.getKey());
            write(json, signal.getValue());
          }
          json.writeEndObject();
          json.writeFieldName("score");
          write(json, point.score());
          json.writeEndObject();
        });
  }

  /**
   * Reads what {@link #encode(DriftPoint)} wrote.
   *
   * @throws IllegalArgumentException when the bytes are not that
   */
  public static DriftPoint decodePoint(byte[] bytes) {
    try (JsonParser json = JSON.createParser(bytes)) {
      return new DriftReader(json).point();
    } catch (IOException e) {
      throw new IllegalArgumentException("a point of drift is not valid JSON", e);
    }
  }

  private static void write(JsonGenerator json, ModelDrift model) throws IOException {
    json.writeStartObject();
    json.writeStringField("model", model.model());
    json.writeNumberField("windowMs", model.windowMs());
    json.writeNumberField("openSince", model.openSince());
    json.writeNumberField("openReadings", model.openReadings());
    json.writeNumberField("lastTo", model.lastTo());
    json.writeNumberField("closed", model.closed());
    json.writeBooleanField("reference", model.referenceKnown());
    json.writeStringField("verdict", model.verdict().text());
    json.writeObjectFieldStart("signals");
    for (Map.Entry<String, SignalState> signal : model.signals().entrySet()) {
      json.writeFieldName(signal.getKey());
      write(json, signal.getValue());
    }
    json.writeEndObject();
    json.writeFieldName("score");
    write(json, model.score());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, SignalState state) throws IOException {
    json.writeStartObject();
    json.writeStringField("verdict", state.verdict().text());
    Finding latest = state.latest();
    if (latest != null) {
      json.writeStringField("outcome", latest.outcome().name());
      json.writeBooleanField("complete", latest.complete());
      json.writeNumberField("readings", latest.readings());
      number(json, "independent", latest.independent());
      number(json, "psi", latest.psi());
      number(json, "ks", latest.ks());
      number(json, "js", latest.js());
      number(json, "psiLimit", latest.psiLimit());
      number(json, "ksLimit", latest.ksLimit());
      number(json, "jsLimit", latest.jsLimit());
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, DriftPoint.Values values) throws IOException {
    json.writeStartArray();
    json.writeString(values.verdict().text());
    json.writeNumber(values.readings());
    number(json, values.psi());
    number(json, values.ks());
    number(json, values.js());
    json.writeEndArray();
  }

  private static void number(JsonGenerator json, String name, double value) throws IOException {
    json.writeFieldName(name);
    number(json, value);
  }

  /** Four digits behind the point say more than the sketch knows. */
  private static void number(JsonGenerator json, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumber(Math.round(value * 10_000) / 10_000.0);
    } else {
      json.writeNull();
    }
  }

  private static byte[] written(JsonContent content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      content.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return out.toByteArray();
  }

  private interface JsonContent {
    void write(JsonGenerator json) throws IOException;
  }

  static MachineId machine(String device, String machine) {
    if (device == null || machine == null) {
      throw new IllegalArgumentException("a machine's drift names no machine");
    }
    return new MachineId(device, machine);
  }
}
