package fettle.telemetry.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import fettle.telemetry.MachineId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Machine states as JSON: what the store holds, the fleet channel carries and the browser reads.
 */
public final class MachineStateCodec {
  private static final JsonFactory JSON = new JsonFactory();

  private MachineStateCodec() {}

  /** One state as a UTF-8 JSON object. */
  public static byte[] encode(MachineState state) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      write(json, state);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return out.toByteArray();
  }

  /**
   * Reads one state; fields it does not know are skipped.
   *
   * @throws IllegalArgumentException when the bytes are not a machine state
   */
  public static MachineState decode(byte[] bytes) {
    try (JsonParser json = JSON.createParser(bytes)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("a machine state must be a JSON object");
      }
      return new Reader(json).read();
    } catch (IOException e) {
      throw new IllegalArgumentException("a machine state is not valid JSON", e);
    }
  }

  /**
   * Reads what the fleet channel carries: an array of states.
   *
   * @throws IllegalArgumentException when the bytes are not an array of machine states
   */
  public static List<MachineState> decodeAll(byte[] bytes) {
    List<MachineState> states = new ArrayList<>();
    try (JsonParser json = JSON.createParser(bytes)) {
      if (json.nextToken() != JsonToken.START_ARRAY) {
        throw new IllegalArgumentException("machine states must be a JSON array");
      }
      while (json.nextToken() == JsonToken.START_OBJECT) {
        states.add(new Reader(json).read());
      }
      if (json.currentToken() != JsonToken.END_ARRAY) {
        throw new IllegalArgumentException("machine states must be JSON objects");
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("machine states are not valid JSON", e);
    }
    return states;
  }

  private static void write(JsonGenerator json, MachineState state) throws IOException {
    json.writeStartObject();
    json.writeStringField("device", state.id().device());
    json.writeStringField("machine", state.id().machine());
    json.writeNumberField("partition", state.partition());
    json.writeFieldName("signals");
    json.writeArray(state.signals().toArray(String[]::new), 0, state.signals().size());
    MachineState.Counters counters = state.counters();
    json.writeNumberField("batches", counters.batches());
    json.writeNumberField("readings", counters.readings());
    json.writeNumberField("scored", counters.scored());
    json.writeNumberField("anomalousReadings", counters.anomalous());
    json.writeNumberField("repeats", counters.repeats());
    json.writeNumberField("missing", counters.missing());
    json.writeNumberField("late", counters.late());
    json.writeNumberField("future", counters.future());
    json.writeNumberField("firstEvent", state.firstEvent());
    json.writeNumberField("lastEvent", state.lastEvent());
    writeNumber(json, "intervalMs", state.intervalMs());
    writeNumber(json, "arrivalMs", state.arrivalMs());
    json.writeStringField("model", state.model());
    writeNumber(json, "score", state.score());
    json.writeBooleanField("anomalous", state.anomalous());
    json.writeArrayFieldStart("lastValues");
    for (double value : state.lastValues()) {
      writeNumber(json, value);
    }
    json.writeEndArray();
    json.writeNumberField("readingAt", state.hops().reading());
    json.writeNumberField("scoredAt", state.hops().scored());
    json.writeNumberField("enqueuedAt", state.hops().enqueued());
    json.writeNumberField("gatewayAt", state.hops().gateway());
    json.writeFieldName("spark");
    json.writeArray(state.spark(), 0, state.spark().length);
    json.writeEndObject();
  }

  private static void writeNumber(JsonGenerator json, String name, double value)
      throws IOException {
    json.writeFieldName(name);
    writeNumber(json, value);
  }

  private static void writeNumber(JsonGenerator json, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumber(value);
    } else {
      json.writeNull();
    }
  }

  /** Collects the fields of one object by type, then makes the record. */
  private static final class Reader {
    private final JsonParser json;
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Double> numbers = new HashMap<>();
    private final Map<String, Long> integers = new HashMap<>();
    private final List<String> signals = new ArrayList<>();
    private double[] lastValues = new double[0];
    private int[] spark = new int[0];
    private boolean anomalous;

    Reader(JsonParser json) {
      this.json = json;
    }

    MachineState read() throws IOException {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken token = json.nextToken();
        switch (name) {
          case "signals" -> readSignals();
          case "lastValues" -> lastValues = readNumbers();
          case "spark" -> spark = Arrays.stream(readNumbers()).mapToInt(v -> (int) v).toArray();
          case "anomalous" -> anomalous = json.getValueAsBoolean();
          default -> readScalar(name, token);
        }
      }
      if (!texts.containsKey("device") || !texts.containsKey("machine")) {
        throw new IllegalArgumentException("a machine state names no machine");
      }
      return new MachineState(
          new MachineId(texts.get("device"), texts.get("machine")),
          (int) integer("partition"),
          List.copyOf(signals),
          counters(),
          integer("firstEvent"),
          integer("lastEvent"),
          number("intervalMs"),
          number("arrivalMs"),
          texts.getOrDefault("model", ""),
          number("score"),
          anomalous,
          lastValues,
          new Hops(
              integer("readingAt"),
              integer("scoredAt"),
              integer("enqueuedAt"),
              integer("gatewayAt")),
          spark);
    }

    private MachineState.Counters counters() {
      return new MachineState.Counters(
          integer("batches"),
          integer("readings"),
          integer("scored"),
          integer("anomalousReadings"),
          integer("repeats"),
          integer("missing"),
          integer("late"),
          integer("future"));
    }

    private void readSignals() throws IOException {
      while (json.nextToken() == JsonToken.VALUE_STRING) {
        signals.add(json.getText());
      }
    }

    private double[] readNumbers() throws IOException {
      double[] values = new double[MachineState.SPARK];
      int length = 0;
      for (JsonToken token = json.nextToken();
          token != null && token != JsonToken.END_ARRAY;
          token = json.nextToken()) {
        if (length == values.length) {
          values = Arrays.copyOf(values, length * 2);
        }
        values[length++] = token.isNumeric() ? json.getDoubleValue() : Double.NaN;
      }
      return Arrays.copyOf(values, length);
    }

    private void readScalar(String name, JsonToken token) throws IOException {
      if (token == JsonToken.VALUE_STRING) {
        texts.put(name, json.getText());
      } else if (token == JsonToken.VALUE_NUMBER_INT) {
        integers.put(name, json.getLongValue());
        numbers.put(name, json.getDoubleValue());
      } else if (token == JsonToken.VALUE_NUMBER_FLOAT) {
        numbers.put(name, json.getDoubleValue());
      } else {
        json.skipChildren();
      }
    }

    private long integer(String name) {
      return integers.getOrDefault(name, 0L);
    }

    private double number(String name) {
      return numbers.getOrDefault(name, Double.NaN);
    }
  }
}
