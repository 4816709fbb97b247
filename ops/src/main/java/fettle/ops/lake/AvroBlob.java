package fettle.ops.lake;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Map;
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
    try (DataFileReader<GenericRecord> records = open(file)) {
      requireMessages(records.getSchema());
      long before = 0;
      GenericRecord record = next(records, null, before);
      while (record != null) {
        sink.take(message(record));
        before++;
        record = next(records, record, before);
      }
    }
  }

  /** The reader gives a damaged header in unchecked exceptions of any type, as it does records. */
  private static DataFileReader<GenericRecord> open(Path file)
      throws IOException, DamagedBlobException {
    try {
      return new DataFileReader<>(file.toFile(), new GenericDatumReader<>());
    } catch (FileSystemException | FileNotFoundException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // the header's bytes were read a moment ago: it is what they say
      throw new DamagedBlobException("its header cannot be read (" + e.getMessage() + ")", e);
    }
  }

  /** {@code null} after the last. */
  private static GenericRecord next(
      DataFileReader<GenericRecord> records, GenericRecord reuse, long before)
      throws IOException, DamagedBlobException {
    try {
      return records.hasNext() ? records.next(reuse) : null;
    } catch (EOFException | RuntimeException e) {
      // the file has been followed to its end: what ends too early is inside of a block
      throw new DamagedBlobException(
          "after %d messages its content cannot be read (%s)".formatted(before, e.getMessage()), e);
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
