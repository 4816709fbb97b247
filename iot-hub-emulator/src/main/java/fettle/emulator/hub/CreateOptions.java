package fettle.emulator.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import fettle.emulator.identity.JsonFiles;

/**
 * Docker's create options in a manifest: stringified JSON, cut into pieces {@code createOptions},
 * {@code createOptions01} and so on, because a string in a twin is limited.
 */
final class CreateOptions {

  private static final int MAX_PIECES = 100;

  private CreateOptions() {}

  /**
   * @param place for the message of an error
   */
  static String join(JsonNode settings, String place) {
    StringBuilder text = new StringBuilder();
    for (int piece = 0; piece < MAX_PIECES; piece++) {
      JsonNode value =
          settings.path(piece == 0 ? "createOptions" : "createOptions%02d".formatted(piece));
      if (value.isMissingNode()) {
        break;
      }
      text.append(value.isTextual() ? value.textValue() : value.toString());
    }
    if (text.toString().isBlank()) {
      return "{}";
    }
    try {
      JsonNode options = JsonFiles.MAPPER.readTree(text.toString());
      if (!options.isObject()) {
        throw new IllegalArgumentException(place + ".settings.createOptions must be an object");
      }
      return options.toString();
    } catch (JsonProcessingException broken) {
      throw new IllegalArgumentException(
          place + ".settings.createOptions is not JSON: " + broken.getOriginalMessage(), broken);
    }
  }
}
