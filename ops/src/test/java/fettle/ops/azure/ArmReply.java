package fettle.ops.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * @param body {@code null} for none
 */
record ArmReply(int status, JsonNode body, Map<String, String> headers) {
  static ArmReply of(int status, JsonNode body) {
    return new ArmReply(status, body, Map.of());
  }

  static ArmReply error(int status, String code, String message) {
    return error(new Fault.Answer(status, code, message));
  }

  static ArmReply error(Fault.Answer answer) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("error").put("code", answer.code()).put("message", answer.message());
    return new ArmReply(answer.status(), body, answer.headers());
  }
}
