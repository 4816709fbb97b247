package fettle.emulator.lake;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An Avro object container file with IoT Hub's record schema; each flush ends a block. */
final class AvroBatchFile implements BatchFile {

  private static final Logger log = LoggerFactory.getLogger(AvroBatchFile.class);

  /** {@code Message} of {@code Microsoft.Azure.Devices}, as IoT Hub's blobs carry it. */
  static final Schema SCHEMA =
      SchemaBuilder.record("Message")
          .namespace("Microsoft.Azure.Devices")
          .fields()
          .requiredString("EnqueuedTimeUtc")
          .name("Properties")
          .type()
          .map()
          .values()
          .stringType()
          .noDefault()
          .name("SystemProperties")
          .type()
          .map()
          .values()
          .stringType()
          .noDefault()
          .optionalBytes("Body")
          .endRecord();

  private final DataFileWriter<GenericRecord> writer;

  private AvroBatchFile(DataFileWriter<GenericRecord> writer) {
    this.writer = writer;
  }

  static AvroBatchFile create(Path file, boolean deflate) throws IOException {
    DataFileWriter<GenericRecord> writer = new DataFileWriter<>(new GenericDatumWriter<>(SCHEMA));
    writer.setCodec(
        deflate
            ? CodecFactory.deflateCodec(CodecFactory.DEFAULT_DEFLATE_LEVEL)
            : CodecFactory.nullCodec());
    writer.create(SCHEMA, file.toFile());
    return new AvroBatchFile(writer);
  }

  static boolean repair(Path file) throws IOException {
    long header = 0;
    long whole = 0;
    try (DataFileReader<GenericRecord> reader =
        new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
      header = reader.previousSync();
      whole = header;
      while (reader.hasNext()) {
        reader.nextBlock();
        whole = reader.previousSync();
      }
    } catch (IOException | AvroRuntimeException incomplete) {
      log.info("{} ends in the middle of a block; {} bytes are whole", file, whole);
    }
    try (RandomAccessFile trimmed = new RandomAccessFile(file.toFile(), "rw")) {
      trimmed.setLength(whole);
    }
    return whole > header;
  }

  @Override
  public void append(LakeRecord record) throws IOException {
    GenericRecord row = new GenericData.Record(SCHEMA);
    row.put("EnqueuedTimeUtc", record.enqueuedTime());
    row.put("Properties", record.properties());
    row.put("SystemProperties", record.systemProperties());
    row.put("Body", ByteBuffer.wrap(record.body()));
    writer.append(row);
  }

  @Override
  public void flush() throws IOException {
    writer.flush();
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
