package fettle.emulator;

import fettle.emulator.lake.LakeFormat;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Option;

/** What the storage route writes, and where, from the program's command line. */
final class LakeOptions {

  private static final String CONNECTION_STRING = "FETTLE_LAKE_CONNECTION_STRING";

  @Option(
      names = "--lake",
      description = "Folder of the storage route; in the data folder if not set.")
  private Path folder;

  @Option(names = "--lake-format", description = "Blobs: ${COMPLETION-CANDIDATES}.")
  private LakeFormat format = HubSettings.Lake.DEFAULT.format();

  @Option(
      names = "--lake-container",
      description =
          "Blob container instead of a folder; the storage account's connection string is taken"
              + " from the environment variable "
              + CONNECTION_STRING
              + ".")
  private String container;

  @Option(
      names = "--lake-batch",
      description = "Time after which a batch becomes a blob, ISO 8601.")
  private Duration batch = HubSettings.Lake.DEFAULT.batchTime();

  /**
   * @throws IllegalArgumentException when a container is named without its account
   */
  HubSettings.Lake lake() {
    return new HubSettings.Lake(folder, format, batch, container());
  }

  private HubSettings.Container container() {
    if (container == null) {
      return null;
    }
    String connectionString = System.getenv(CONNECTION_STRING);
    if (connectionString == null) {
      throw new IllegalArgumentException(
          "--lake-container needs the storage account's connection string in the environment"
              + " variable "
              + CONNECTION_STRING);
    }
    return new HubSettings.Container(connectionString, container);
  }
}
