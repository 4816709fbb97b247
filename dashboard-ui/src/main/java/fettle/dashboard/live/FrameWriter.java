package fettle.dashboard.live;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import fettle.telemetry.store.LiveUpdate;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * One frame to a browser: the length of the head (4 bytes, little endian), the head as a JSON
 * object, then, when buckets changed, a {@link LiveUpdate}. Buckets travel as the store packed
 * them.
 */
final class FrameWriter {
  private final ByteArrayOutputStream head = new ByteArrayOutputStream(1024);
  private final JsonGenerator json;
  private LiveUpdate buckets;

  /**
   * @param frame its number, which the browser acknowledges
   * @param now the server's clock, epoch milliseconds
   */
  FrameWriter(ObjectMapper mapper, long frame, long now) {
    try {
      json = mapper.getFactory().createGenerator(head);
      json.writeStartObject();
      json.writeNumberField("frame", frame);
      json.writeNumberField("at", now);
    } catch (IOException e) {
      throw inMemory(e);
    }
  }

  FrameWriter put(String name, Object value) {
    try {
      json.writeObjectField(name, value);
      return this;
    } catch (IOException e) {
      throw inMemory(e);
    }
  }

  /** A field whose value is JSON already. */
  FrameWriter putJson(String name, String value) {
    try {
      json.writeFieldName(name);
      json.writeRawValue(value);
      return this;
    } catch (IOException e) {
      throw inMemory(e);
    }
  }

  FrameWriter buckets(LiveUpdate update) {
    buckets = update;
    return this;
  }

  Buffer done() {
    try {
      json.writeEndObject();
      json.close();
    } catch (IOException e) {
      throw inMemory(e);
    }
    Buffer frame = Buffer.buffer();
    frame.appendIntLE(head.size()).appendBytes(head.toByteArray());
    return buckets == null ? frame : frame.appendBytes(buckets.encode());
  }

  private static UncheckedIOException inMemory(IOException e) {
    return new UncheckedIOException("writing to memory failed", e);
  }
}
