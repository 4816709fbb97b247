package fettle.ops.demo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/** Reads the bodies out of IoT Hub's Avro blobs in a folder. */
final class LakeReader {
  private LakeReader() {}

  static void readBodies(Path lake, Consumer<byte[]> bodies) throws IOException {
    if (!Files.isDirectory(lake)) {
      return;
    }
    List<Path> blobs;
    try (Stream<Path> tree = Files.walk(lake)) {
      blobs = tree.filter(path -> path.toString().endsWith(".avro")).sorted().toList();
    }
    for (Path blob : blobs) {
      try (DataFileReader<GenericRecord> records =
          new DataFileReader<>(blob.toFile(), new GenericDatumReader<>())) {
        for (GenericRecord message : records) {
          if (message.get("Body") instanceof ByteBuffer body) {
            byte[] bytes = new byte[body.remaining()];
            body.get(bytes);
            bodies.accept(bytes);
          }
        }
      }
    }
  }
}
