package fettle.emulator.edgehub.store;

import fettle.emulator.hub.DeviceMessage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A message that waits for one endpoint.
 *
 * @param input of the module it is for; {@code null} for a message that goes upstream
 */
public record StoredMessage(String input, DeviceMessage message) {

  private static final byte FORMAT = 1;
  private static final int ABSENT = -1;

  byte[] encode() {
    List<byte[]> texts = new ArrayList<>();
    int size = 1;
    size += text(texts, input);
    size += text(texts, message.deviceId());
    size += text(texts, message.moduleId());
    size += map(texts, message.systemProperties());
    size += map(texts, message.properties());
    ByteBuffer buffer = ByteBuffer.allocate(size + 2 * Integer.BYTES + message.body().length);
    buffer.put(FORMAT);
    buffer.putInt(message.systemProperties().size());
    buffer.putInt(message.properties().size());
    for (byte[] text : texts) {
      buffer.putInt(text == null ? ABSENT : text.length);
      if (text != null) {
        buffer.put(text);
      }
    }
    buffer.put(message.body());
    return buffer.array();
  }

  /**
   * @throws IllegalArgumentException for bytes of another version of this class
   */
  static StoredMessage decode(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    byte format = buffer.get();
    if (format != FORMAT) {
      throw new IllegalArgumentException("stored message has format " + format);
    }
    int systemCount = buffer.getInt();
    int count = buffer.getInt();
    String input = text(buffer);
    String device = text(buffer);
    String module = text(buffer);
    Map<String, String> system = map(buffer, systemCount);
    Map<String, String> properties = map(buffer, count);
    byte[] body = new byte[buffer.remaining()];
    buffer.get(body);
    return new StoredMessage(input, new DeviceMessage(device, module, body, system, properties));
  }

  private static int map(List<byte[]> texts, Map<String, String> map) {
    int size = 0;
    for (Map.Entry<String, String> entry : map.entrySet()) {
      size += text(texts, entry.getKey());
      size += text(texts, entry.getValue());
    }
    return size;
  }

  private static int text(List<byte[]> texts, String text) {
    byte[] bytes = text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    texts.add(bytes);
    return Integer.BYTES + (bytes == null ? 0 : bytes.length);
  }

  private static Map<String, String> map(ByteBuffer buffer, int count) {
    Map<String, String> map = LinkedHashMap.newLinkedHashMap(count);
    for (int i = 0; i < count; i++) {
      map.put(text(buffer), text(buffer));
    }
    return map;
  }

  private static String text(ByteBuffer buffer) {
    int length = buffer.getInt();
    if (length == ABSENT) {
      return null;
    }
    String text = new String(buffer.array(), buffer.position(), length, StandardCharsets.UTF_8);
    buffer.position(buffer.position() + length);
    return text;
  }
}
