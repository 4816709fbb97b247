package fettle.ops.lake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/** IoT Hub's messages in an Avro object container file. */
final class AvroBlob {
  private static final String BODY = "Body";
  private static final String PROPERTIES = "Properties";
  private static final String SYSTEM_PROPERTIES = "SystemProperties";

  /** Longer than any message; what a damaged length asks for beyond it is refused. */
  private static final String LONGEST_VALUE = Integer.toString(16 << 20);

  static {
    for (String kind : new String[] {"bytes", "string", "collectionItems"}) {
      String limit = "org.apache.avro.limits." + kind + ".maxLength";
      if (System.getProperty(limit) == null) {
        System.setProperty(limit, LONGEST_VALUE);
      }
    }
  }

  private AvroBlob() {}

  static void read(Path file, BlobMessage.Sink sink) throws IOException, DamagedBlobException {
    AvroBlocks.check(file);
    long messages = 0;
    try (DataFileReader<GenericRecord> records =
        new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
      requireMessages(records.getSchema());
      GenericRecord record = null;
      while (records.hasNext()) {
        record = records.next(record);
        sink.take(message(record));
        messages++;
      }
    } catch (AvroRuntimeException | IndexOutOfBoundsException | NegativeArraySizeException e) {
      // the reader gives damage in several unchecked types
      throw new DamagedBlobException(
          "after %d messages its content cannot be read (%s)".formatted(messages, e.getMessage()),
          e);
    }
  }

  private static void requireMessages(Schema schema) throws DamagedBlobException {
    for (String field : new String[] {BODY, PROPERTIES, SYSTEM_PROPERTIES}) {
      if (schema.getType() != Schema.Type.RECORD || schema.getField(field) == null) {
        throw new DamagedBlobException(
            "its records are not messages of an IoT hub: they have no field " + field);
      }
    }
  }

  private static BlobMessage message(GenericRecord record) {
    return new BlobMessage(
        text(record, SYSTEM_PROPERTIES, SystemProperty.DEVICE),
        text(record, SYSTEM_PROPERTIES, SystemProperty.MODULE),
        text(record, PROPERTIES, SystemProperty.KIND),
        body(record.get(BODY)));
  }

  private static byte[] body(Object value) {
    if (!(value instanceof ByteBuffer buffer)) {
      return new byte[0];
    }
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private static String text(GenericRecord record, String field, String name) {
    if (record.get(field) instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        if (name.contentEquals((CharSequence) entry.getKey())) {
          return entry.getValue().toString();
        }
      }
    }
    return "";
  }
}
