package fettle.ops.azure;

import com.azure.core.management.serializer.SerializerFactory;
import com.azure.core.util.serializer.SerializerAdapter;
import com.azure.core.util.serializer.SerializerEncoding;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Models of the management clients as the JSON that goes over the wire, and back. */
public final class ArmJson {
  private static final SerializerAdapter ADAPTER =
      SerializerFactory.createDefaultManagementSerializerAdapter();
  private static final ObjectMapper JSON = new ObjectMapper();

  private ArmJson() {}

  /** What a client would send: without the fields that only Azure may write. */
  public static ObjectNode tree(Object model) {
    try {
      JsonNode tree = JSON.readTree(ADAPTER.serialize(model, SerializerEncoding.JSON));
      if (tree instanceof ObjectNode object) {
        return object;
      }
      throw new IllegalArgumentException(model.getClass() + " is no resource");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The model of a tree; fields that it does not know are left out. */
  public static <T> T model(JsonNode tree, Class<T> type) {
    try {
      return ADAPTER.deserialize(tree.toString(), type, SerializerEncoding.JSON);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
