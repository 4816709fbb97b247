package fettle.emulator.lake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
import java.util.Optional;

/**
 * One JSON object a line, as IoT Hub writes them: {@code Body} is the message's own JSON when it
 * says it is JSON in UTF-8 (and is), else base64.
 */
final class JsonBatchFile implements BatchFile {

  /** Keeps every digit of a number, and takes nothing for JSON that it would have to change. */
  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
          .build();

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
    Optional<JsonNode> body = record.bodyIsJson() ? parsed(record.body()) : Optional.empty();
    if (body.isPresent()) {
      json.writeTree(body.get());
    } else {
      json.writeString(Base64.getEncoder().encodeToString(record.body()));
    }
  }

  /** Empty for a body that is not the JSON that it says it is: IoT Hub gives that as base64. */
  private static Optional<JsonNode> parsed(byte[] body) {
    try {
      return Optional.of(MAPPER.readTree(body)).filter(node -> !node.isMissingNode());
    } catch (IOException notWhatItSays) {
      return Optional.empty();
    }
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
