package fettle.emulator.lake;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How the storage route batches.
 *
 * @param staging folder for batches that are not yet blobs; survives restarts
 * @param batchTime a batch becomes a blob this long after its first message (IoT Hub: 60 to 720 s)
 * @param chunkBytes or when its file has grown to this (IoT Hub: 10 to 500 MB)
 * @param maxStagedBytes when batches that could not be stored yet take more than this, messages are
 *     not accepted until there is room
 */
public record LakeConfig(
    String hubName,
    Path staging,
    LakeFormat format,
    Duration batchTime,
    long chunkBytes,
    long maxStagedBytes) {

  public LakeConfig {
    if (batchTime.isNegative() || batchTime.isZero()) {
      throw new IllegalArgumentException("lake batch time " + batchTime + " must be positive");
    }
    if (chunkBytes <= 0 || maxStagedBytes < chunkBytes) {
      throw new IllegalArgumentException(
          "lake chunk %d must be positive and at most the staging limit %d"
              .formatted(chunkBytes, maxStagedBytes));
    }
  }

  /** Avro, 60 s, 100 MB chunks, 2 GB staged. */
  public static LakeConfig defaults(String hubName, Path staging) {
    return new LakeConfig(
        hubName, staging, LakeFormat.AVRO, Duration.ofSeconds(60), 100L << 20, 2L << 30);
  }

  public LakeConfig withFormat(LakeFormat wanted) {
    return new LakeConfig(hubName, staging, wanted, batchTime, chunkBytes, maxStagedBytes);
  }

  public LakeConfig withBatchTime(Duration time) {
    return new LakeConfig(hubName, staging, format, time, chunkBytes, maxStagedBytes);
  }

  public LakeConfig withChunkBytes(long bytes) {
    return new LakeConfig(
        hubName, staging, format, batchTime, bytes, Math.max(bytes, maxStagedBytes));
  }
}
