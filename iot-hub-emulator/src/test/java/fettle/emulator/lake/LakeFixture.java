package fettle.emulator.lake;

import fettle.emulator.hub.DeviceMessage;
import fettle.emulator.hub.HubMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/** Messages to store, and plain readers of what was stored. */
final class LakeFixture {

  static final Instant NOW = Instant.parse("2026-01-02T03:04:05.006Z");

  private LakeFixture() {}

  static HubMessage message(int partition, String body) {
    return new HubMessage(
        new DeviceMessage(
            "d",
            "m",
            body.getBytes(StandardCharsets.UTF_8),
            Map.of("content-type", "application/json", "content-encoding", "utf-8"),
            Map.of("kind", "scored")),
        Map.of("kind", "scored"),
        "generation",
        NOW,
        partition);
  }

  /** All blobs of a folder store. */
  static List<Path> blobs(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  static List<GenericRecord> records(Path avro) {
    try (DataFileReader<GenericRecord> reader =
        new DataFileReader<>(avro.toFile(), new GenericDatumReader<>())) {
      List<GenericRecord> records = new ArrayList<>();
      reader.forEach(records::add);
      return records;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  static String body(GenericRecord record) {
    return StandardCharsets.UTF_8.decode((ByteBuffer) record.get("Body")).toString();
  }

  static List<String> bodies(Path folder) {
    return blobs(folder).stream()
        .flatMap(blob -> records(blob).stream())
        .map(LakeFixture::body)
        .toList();
  }
}
