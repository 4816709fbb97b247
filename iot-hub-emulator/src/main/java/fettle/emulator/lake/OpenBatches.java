package fettle.emulator.lake;

import fettle.emulator.hub.HubMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The batches that are being written, one a partition. For one thread. */
final class OpenBatches {

  private final LakeConfig config;
  private final Staging staging;
  private final Map<Integer, Batch> batches = new HashMap<>();

  OpenBatches(LakeConfig config, Staging staging) {
    this.config = config;
    this.staging = staging;
  }

  private static final class Batch {
    final Path path;
    final BatchFile file;
    final Instant began;
    long size;

    Batch(Path path, BatchFile file, Instant began) {
      this.path = path;
      this.file = file;
      this.began = began;
    }
  }

  int count() {
    return batches.size();
  }

  /**
   * Writes messages of one partition; when it returns, they survive a kill. When it fails, none of
   * them counts as written, though some may be.
   */
  void append(int partition, List<HubMessage> messages) throws IOException {
    Batch batch = batches.get(partition);
    if (batch == null) {
      batch = begin(partition, messages.get(0).enqueuedTime());
    }
    try {
      for (HubMessage message : messages) {
        batch.file.append(LakeRecord.of(message));
      }
      batch.file.flush();
      measure(batch);
    } catch (IOException | RuntimeException failed) {
      abandon(partition, batch, failed);
      throw failed;
    }
    if (batch.size >= config.chunkBytes()) {
      seal(partition);
    }
  }

  private Batch begin(int partition, Instant began) throws IOException {
    Path path = staging.newBatch(partition, began, config.format());
    Batch batch = new Batch(path, BatchFile.create(path, config.format()), began);
    batches.put(partition, batch);
    return batch;
  }

  private void measure(Batch batch) throws IOException {
    long size = Files.size(batch.path);
    staging.grew(size - batch.size);
    batch.size = size;
  }

  /** Keeps what was flushed of a batch that can no longer be written. */
  private void abandon(int partition, Batch batch, Exception reason) {
    batches.remove(partition);
    try {
      batch.file.close();
    } catch (IOException again) {
      reason.addSuppressed(again);
    }
    try {
      boolean whole = BatchFile.repair(batch.path);
      measure(batch);
      if (whole) {
        staging.seal(batch.path);
      } else {
        Files.delete(batch.path);
      }
    } catch (IOException again) {
      // the next start repairs it
      reason.addSuppressed(again);
    }
  }

  /** Completes the batches whose time has come. */
  void sealDue(Instant now) throws IOException {
    for (int partition : List.copyOf(batches.keySet())) {
      if (!batches.get(partition).began.plus(config.batchTime()).isAfter(now)) {
        seal(partition);
      }
    }
  }

  void sealAll() throws IOException {
    for (int partition : List.copyOf(batches.keySet())) {
      seal(partition);
    }
  }

  private void seal(int partition) throws IOException {
    Batch batch = batches.remove(partition);
    batch.file.close();
    measure(batch);
    staging.seal(batch.path);
  }
}
