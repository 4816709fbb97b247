package fettle.telemetry.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import fettle.telemetry.JsonForm;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The models that a training put in use: where deployment takes them from. What a device runs is in
 * the states of its machines.
 *
 * @param sha256 of their manifest, as a module's twin has it
 * @param models each as {@code NAME:VERSION}
 * @param at when that was last looked at, epoch milliseconds
 * @param why they are in use, a sentence for a person
 * @param forced whether they are in use although a comparison spoke against it
 */
public record ModelsInUse(String sha256, List<String> models, long at, String why, boolean forced) {
  private static final JsonFactory JSON = new JsonFactory();

  public ModelsInUse {
    models = List.copyOf(models);
  }

  /** JSON. */
  public String encode() {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("sha256", sha256);
      json.writeFieldName("models");
      json.writeArray(models.toArray(String[]::new), 0, models.size());
      json.writeNumberField("at", at);
      json.writeStringField("why", why);
      json.writeBooleanField("forced", forced);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return out.toString();
  }

  /**
   * @throws IllegalArgumentException when the text is no such thing
   */
  public static ModelsInUse decode(String text) {
    String sha256 = "";
    List<String> models = new ArrayList<>();
    long at = 0;
    String why = "";
    boolean forced = false;
    try (JsonParser json = JSON.createParser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("models in use must be a JSON object");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        switch (name) {
          case "sha256" -> sha256 = json.getValueAsString("");
          case "models" -> {
            if (value != JsonToken.START_ARRAY) {
              throw new IllegalArgumentException("models in use: models must be an array");
            }
            while (json.nextToken() == JsonToken.VALUE_STRING) {
              models.add(json.getText());
            }
          }
          case "at" -> at = json.getValueAsLong();
          case "why" -> why = json.getValueAsString("");
          case "forced" -> forced = json.getValueAsBoolean();
          default -> JsonForm.MODELS_IN_USE.passOver(json);
        }
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("models in use are not valid JSON", e);
    }
    return new ModelsInUse(sha256, models, at, why, forced);
  }
}
