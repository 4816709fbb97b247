package fettle.telemetry.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Which model is for which machine. The first entry with a {@link fettle.telemetry.machine.Glob}
 * that fits a machine's name is that machine's.
 *
 * <p>JSON: {@code {"v":1,"models":[{"name":…,"version":…,"uri":…,"sha256":…,"machines":[…]}]}}
 */
public record ModelManifest(List<Entry> models) {
  private static final int FORM = 1;
  private static final String HASH = "[0-9a-f]{64}";
  private static final JsonFactory JSON = new JsonFactory();

  /**
   * A model.
   *
   * @param version from 1 on
   * @param uri relative to the manifest's own
   * @param sha256 of the model's file, lower-case hex
   * @param machines globs, at least one
   */
  public record Entry(String name, int version, String uri, String sha256, List<String> machines) {
    public Entry {
      machines = List.copyOf(machines);
    }

    /** Such as {@code pump:3}. */
    public String title() {
      return name + ":" + version;
    }
  }

  public ModelManifest {
    models = List.copyOf(models);
  }

  /** JSON that a person can read; the same models give the same bytes. */
  public byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeNumberField("v", FORM);
      json.writeArrayFieldStart("models");
      for (Entry model : models) {
        json.writeStartObject();
        json.writeStringField("name", model.name());
        json.writeNumberField("version", model.version());
        json.writeStringField("uri", model.uri());
        json.writeStringField("sha256", model.sha256());
        json.writeFieldName("machines");
        json.writeArray(model.machines().toArray(String[]::new), 0, model.machines().size());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads a manifest; fields it does not know are skipped.
   *
   * @throws IllegalArgumentException whose message says what is wrong with the manifest
   */
  public static ModelManifest decode(byte[] bytes) {
    try (JsonParser json = JSON.createParser(bytes)) {
      return read(json);
    } catch (IOException e) {
      throw new IllegalArgumentException("the manifest is not valid JSON", e);
    }
  }

  private static ModelManifest read(JsonParser json) throws IOException {
    int form = 0;
    List<Entry> entries = null;
    expect(json.nextToken() == JsonToken.START_OBJECT, "the manifest is not a JSON object");
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "v" -> form = json.getValueAsInt();
        case "models" -> entries = entries(json);
        default -> json.skipChildren();
      }
    }
    expect(form == FORM, "the manifest's version v is not " + FORM);
    expect(entries != null, "the manifest has no list 'models'");
    return new ModelManifest(entries);
  }

  private static List<Entry> entries(JsonParser json) throws IOException {
    expect(json.currentToken() == JsonToken.START_ARRAY, "the manifest's 'models' is not a list");
    List<Entry> entries = new ArrayList<>();
    while (json.nextToken() == JsonToken.START_OBJECT) {
      entries.add(entry(json, entries.size()));
    }
    return entries;
  }

  private static Entry entry(JsonParser json, int index) throws IOException {
    String name = null;
    int version = 0;
    String uri = null;
    String sha256 = null;
    List<String> machines = List.of();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "name" -> name = json.getValueAsString();
        case "version" -> version = json.getValueAsInt();
        case "uri" -> uri = json.getValueAsString();
        case "sha256" -> sha256 = json.getValueAsString();
        case "machines" -> machines = strings(json);
        default -> json.skipChildren();
      }
    }
    String where = "the manifest's models[" + index + "]";
    expect(name != null && !name.isBlank(), where + " has no name");
    expect(version > 0, where + " has no version from 1 on");
    expect(uri != null, where + " has no uri");
    expect(
        sha256 != null && sha256.matches(HASH),
        where + " has no sha256 of 64 lower-case hex digits");
    expect(!machines.isEmpty(), where + " names no machines");
    return new Entry(name, version, uri, sha256, machines);
  }

  private static List<String> strings(JsonParser json) throws IOException {
    List<String> values = new ArrayList<>();
    while (json.currentToken() == JsonToken.START_ARRAY
        && json.nextToken() == JsonToken.VALUE_STRING) {
      do {
        values.add(json.getText());
      } while (json.nextToken() == JsonToken.VALUE_STRING);
    }
    return values;
  }

  private static void expect(boolean holds, String problem) {
    if (!holds) {
      throw new IllegalArgumentException(problem);
    }
  }
}
