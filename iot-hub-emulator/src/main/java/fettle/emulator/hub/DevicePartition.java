package fettle.emulator.hub;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Which partition a device's messages go to: always the same for a number of partitions. */
public final class DevicePartition {

  private DevicePartition() {}

  public static int of(String deviceId, int partitions) {
    CRC32 hash = new CRC32();
    hash.update(deviceId.getBytes(StandardCharsets.UTF_8));
    return (int) (hash.getValue() % partitions);
  }
}
