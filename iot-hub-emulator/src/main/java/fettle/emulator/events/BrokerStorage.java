package fettle.emulator.events;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/** Prepares a broker's data folder as {@code kafka-storage.sh format} does, once. */
final class BrokerStorage {

  private BrokerStorage() {}

  static void formatIfNew(Path folder) {
    try {
      Files.createDirectories(folder);
      if (Files.exists(folder.resolve("meta.properties"))) {
        return;
      }
      Formatter formatter = new Formatter();
      formatter
          .setPrintStream(
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
          .setNodeId(BrokerSettings.NODE_ID)
          .setClusterId(Uuid.randomUuid().toString())
          .setControllerListenerName(BrokerSettings.CONTROLLER)
          .setMetadataLogDirectory(folder.toAbsolutePath().toString())
          .addDirectory(folder.toAbsolutePath().toString())
          .setIgnoreFormatted(true);
      formatter.run();
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot prepare the broker's data folder " + folder, broken);
    } catch (Exception broken) {
      throw new IllegalStateException("cannot format the broker's data folder " + folder, broken);
    }
  }
}
