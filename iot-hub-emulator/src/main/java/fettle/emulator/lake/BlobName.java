package fettle.emulator.lake;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Names of blobs as IoT Hub makes them: {@code {iothub}/{partition}/{YYYY}/{MM}/{DD}/{HH}/{mm}}
 * with the format's extension, in UTC, of the minute in which the batch began. A second blob of a
 * minute gets {@code _01} after the minute, and so on.
 */
final class BlobName {

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy/MM/dd/HH/mm").withZone(ZoneOffset.UTC);

  private BlobName() {}

  /**
   * @param index 0 for the first blob of that minute
   */
  static String of(String hubName, int partition, Instant began, int index, LakeFormat format) {
    String suffix = index == 0 ? "" : "_%02d".formatted(index);
    return hubName + "/" + partition + "/" + MINUTE.format(began) + suffix + format.extension();
  }
}
