package fettle.gateway.machine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.telemetry.machine.MachineDescription;
import fettle.telemetry.machine.MachineDescriptionCodec;

/** A machine's description as it stands in a twin. */
final class DescriptionNode {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SIGNALS = "signals";
  private static final String SITE = "site";
  private static final String LINE = "line";

  private DescriptionNode() {}

  /**
   * @param machine as the twin has it; missing = nothing
   * @param module what holds for all machines of the module: {@code site} and {@code line}
   * @throws IllegalArgumentException when it breaks a rule, with its place and the rule
   */
  static MachineDescription read(JsonNode machine, JsonNode module) {
    ObjectNode whole =
        machine instanceof ObjectNode object
            ? object.deepCopy()
            : JsonNodeFactory.instance.objectNode();
    for (String inherited : new String[] {SITE, LINE}) {
      if (!whole.hasNonNull(inherited) && module.path(inherited).isTextual()) {
        whole.set(inherited, module.get(inherited));
      }
    }
    if (whole.get(SIGNALS) instanceof ObjectNode signals) {
      ObjectNode named = JsonNodeFactory.instance.objectNode();
      signals
          .properties()
          .forEach(signal -> named.set(TwinName.decode(signal.getKey()), signal.getValue()));
      whole.set(SIGNALS, named);
    }
    return MachineDescriptionCodec.decode(whole.toString());
  }

  static ObjectNode write(MachineDescription description) {
    ObjectNode whole;
    try {
      whole = (ObjectNode) JSON.readTree(MachineDescriptionCodec.encode(description));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the codec writes JSON", e);
    }
    if (whole.get(SIGNALS) instanceof ObjectNode signals) {
      ObjectNode encoded = JsonNodeFactory.instance.objectNode();
      signals
          .properties()
          .forEach(signal -> encoded.set(TwinName.encode(signal.getKey()), signal.getValue()));
      whole.set(SIGNALS, encoded);
    }
    return whole;
  }
}
