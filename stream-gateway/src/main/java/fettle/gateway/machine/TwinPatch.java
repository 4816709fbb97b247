package fettle.gateway.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.telemetry.command.Settings;
import fettle.telemetry.command.Settings.Property;
import fettle.telemetry.machine.MachineDescription;
import fettle.telemetry.machine.ModelSet;
import java.util.Map;

/**
 * Changes to a module's twin, as JSON Merge Patches (RFC 7396): objects are merged, a {@code null}
 * takes a name away. Pure.
 */
public final class TwinPatch {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String PROPERTIES = "properties";
  private static final String DESIRED = "desired";
  private static final String TAGS = "tags";
  private static final String MACHINES = "machines";

  private TwinPatch() {}

  /** Asks for settings; those that are not said stay as they are. */
  public static ObjectNode settings(Settings settings) {
    ObjectNode patch = NODES.objectNode();
    ObjectNode desired = patch.putObject(PROPERTIES).putObject(DESIRED);
    if (settings.intervalMs() != null) {
      desired.putObject(Property.SAMPLING).put(Property.INTERVAL_MS, settings.intervalMs());
    }
    if (settings.batchSize() != null) {
      desired.withObjectProperty(Property.BATCH).put(Property.SIZE, settings.batchSize());
    }
    if (settings.flushMs() != null) {
      desired.withObjectProperty(Property.BATCH).put(Property.FLUSH_MS, settings.flushMs());
    }
    return patch;
  }

  /** Asks for models. */
  public static ObjectNode models(ModelSet models) {
    ObjectNode patch = NODES.objectNode();
    patch
        .putObject(PROPERTIES)
        .putObject(DESIRED)
        .putObject("models")
        .put("uri", models.uri())
        .put("sha256", models.sha256());
    return patch;
  }

  /**
   * Says what a machine is called, in place of all that its twin's tags say of it now.
   *
   * @param machine its name on the device
   */
  public static ObjectNode describe(String machine, MachineDescription description, JsonNode twin) {
    JsonNode said = twin.path(TAGS).path(MACHINES).path(machine);
    ObjectNode patch = NODES.objectNode();
    ObjectNode machines = patch.putObject(TAGS).putObject(MACHINES);
    if (description.equals(MachineDescription.NONE)) {
      machines.putNull(machine);
    } else {
      machines.set(machine, replacing(said, DescriptionNode.write(description)));
    }
    return patch;
  }

  /** A patch that makes one of the other, whatever either has more. */
  private static ObjectNode replacing(JsonNode is, ObjectNode wanted) {
    ObjectNode patch = NODES.objectNode();
    is.fieldNames()
        .forEachRemaining(
            name -> {
              if (!wanted.has(name)) {
                patch.putNull(name);
              }
            });
    for (Map.Entry<String, JsonNode> field : wanted.properties()) {
      patch.set(
          field.getKey(),
          field.getValue() instanceof ObjectNode object
              ? replacing(is.path(field.getKey()), object)
              : field.getValue());
    }
    return patch;
  }

  /** Whether a twin is already as a patch would have it. */
  public static boolean isDone(JsonNode patch, JsonNode twin) {
    for (Map.Entry<String, JsonNode> field : patch.properties()) {
      if (!isSame(field.getValue(), twin.path(field.getKey()))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSame(JsonNode wanted, JsonNode is) {
    if (wanted.isObject()) {
      return isDone(wanted, is);
    }
    if (wanted.isNull()) {
      return is.isMissingNode() || is.isNull();
    }
    if (wanted.isNumber() && is.isNumber()) {
      return wanted.decimalValue().compareTo(is.decimalValue()) == 0;
    }
    return wanted.equals(is);
  }
}
