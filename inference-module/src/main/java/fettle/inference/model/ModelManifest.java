package fettle.inference.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Which model is for which machine. The first entry with a pattern that fits a machine's name is
 * that machine's.
 *
 * <p>JSON: {@code {"v":1,"models":[{"name":…,"version":…,"uri":…,"sha256":…,"machines":[…]}]}}
 */
record ModelManifest(List<Entry> models) {

  private static final int VERSION = 1;
  private static final JsonFactory JSON = new JsonFactory();

  /**
   * @param uri resolved against the manifest's own
   * @param machines globs: {@code *} any characters, {@code ?} any one
   */
  record Entry(String name, int version, URI uri, String sha256, List<String> machines) {

    String label() {
      return name + ":" + version;
    }
  }

  static ModelManifest parse(byte[] bytes, URI base) throws ModelRefusal {
    try (JsonParser json = JSON.createParser(bytes)) {
      return read(json, base);
    } catch (IOException e) {
      throw ModelRefusal.wrong("the manifest is not valid JSON");
    } catch (IllegalArgumentException e) {
      throw ModelRefusal.wrong("the manifest names a place that is no URI: " + e.getMessage());
    }
  }

  private static ModelManifest read(JsonParser json, URI base) throws IOException, ModelRefusal {
    int version = 0;
    List<Entry> entries = null;
    expect(json.nextToken() == JsonToken.START_OBJECT, "the manifest is not a JSON object");
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "v" -> version = json.getValueAsInt();
        case "models" -> entries = entries(json, base);
        default -> json.skipChildren();
      }
    }
    expect(version == VERSION, "the manifest's version v is not " + VERSION);
    expect(entries != null, "the manifest has no list 'models'");
    return new ModelManifest(List.copyOf(entries));
  }

  private static List<Entry> entries(JsonParser json, URI base) throws IOException, ModelRefusal {
    expect(json.currentToken() == JsonToken.START_ARRAY, "the manifest's 'models' is not a list");
    List<Entry> entries = new ArrayList<>();
    while (json.nextToken() == JsonToken.START_OBJECT) {
      entries.add(entry(json, base, entries.size()));
    }
    return entries;
  }

  private static Entry entry(JsonParser json, URI base, int index)
      throws IOException, ModelRefusal {
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
        sha256 != null && sha256.matches(ModelTarget.HASH),
        where + " has no sha256 of 64 lower-case hex digits");
    expect(!machines.isEmpty(), where + " names no machines");
    return new Entry(name, version, base.resolve(uri), sha256, machines);
  }

  private static List<String> strings(JsonParser json) throws IOException {
    List<String> values = new ArrayList<>();
    while (json.currentToken() == JsonToken.START_ARRAY
        && json.nextToken() == JsonToken.VALUE_STRING) {
      do {
        values.add(json.getText());
      } while (json.nextToken() == JsonToken.VALUE_STRING);
    }
    return List.copyOf(values);
  }

  private static void expect(boolean holds, String problem) throws ModelRefusal {
    if (!holds) {
      throw ModelRefusal.wrong(problem);
    }
  }
}
