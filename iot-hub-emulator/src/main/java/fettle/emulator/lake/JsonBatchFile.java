package fettle.emulator.lake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.Map;

/**
 * One JSON object a line, as IoT Hub writes them: {@code Body} is the message's own JSON when it
 * says it is JSON in UTF-8 (and is), else base64.
 */
final class JsonBatchFile implements BatchFile {

  private static final ObjectMapper MAPPER = new ObjectMapper(new JsonFactory());

  private final OutputStream out;

  private JsonBatchFile(OutputStream out) {
    this.out = out;
  }

  static JsonBatchFile create(Path file) throws IOException {
    return new JsonBatchFile(
        new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)));
  }

  static boolean repair(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer one = ByteBuffer.allocate(1);
      long end = channel.size();
      while (end > 0) {
        one.clear();
        channel.read(one, end - 1);
        if (one.get(0) == '\n') {
          break;
        }
        end--;
      }
      channel.truncate(end);
      return end > 0;
    }
  }

  @Override
  public void append(LakeRecord record) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(record.body().length + 512);
    try (JsonGenerator json = MAPPER.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("EnqueuedTimeUtc", record.enqueuedTime());
      writeMap(json, "Properties", record.properties());
      writeMap(json, "SystemProperties", record.systemProperties());
      json.writeFieldName("Body");
      writeBody(json, record);
      json.writeEndObject();
    }
    line.write('\n');
    line.writeTo(out);
  }

  private static void writeMap(JsonGenerator json, String name, Map<String, String> values)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, String> entry : values.entrySet()) {
      json.writeStringField(entry.getKey(), entry.getValue());
    }
    json.writeEndObject();
  }

  private static void writeBody(JsonGenerator json, LakeRecord record) throws IOException {
    if (record.bodyIsJson()) {
      try {
        json.writeTree(MAPPER.readTree(record.body()));
        return;
      } catch (JsonProcessingException notWhatItSays) {
        // IoT Hub gives such a body as base64
      }
    }
    json.writeString(Base64.getEncoder().encodeToString(record.body()));
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
