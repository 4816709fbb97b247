package fettle.emulator.lake;

import fettle.emulator.metrics.Metrics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns complete batches into blobs, on a thread of its own, again and again until it succeeds. */
final class BlobShipper implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(BlobShipper.class);
  private static final String BLOBS = "lake.blobs";
  private static final String FAILURES = "lake.store-failures";
  private static final Duration RETRY = Duration.ofSeconds(2);

  private final LakeConfig config;
  private final Staging staging;
  private final BlobStore store;
  private final Metrics metrics;
  private final ScheduledExecutorService storing =
      Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "lake-storing"));
  private boolean failing;

  BlobShipper(LakeConfig config, Staging staging, BlobStore store, Metrics metrics) {
    this.config = config;
    this.staging = staging;
    this.store = store;
    this.metrics = metrics;
    metrics.count(BLOBS, 0);
    metrics.count(FAILURES, 0);
  }

  /** Begins to look for complete batches every 2 s. */
  void start() {
    storing.scheduleWithFixedDelay(
        () -> ship(new CompletableFuture<>()), 0, RETRY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Completes when all batches that are complete now are blobs; fails when one cannot be stored.
   */
  CompletionStage<Void> shipNow() {
    CompletableFuture<Void> done = new CompletableFuture<>();
    try {
      storing.execute(() -> ship(done));
    } catch (RejectedExecutionException closed) {
      done.completeExceptionally(closed);
    }
    return done;
  }

  private void ship(CompletableFuture<Void> done) {
    try {
      shipAll();
      if (failing) {
        failing = false;
        log.info("blobs of the lake can be stored again");
      }
      done.complete(null);
    } catch (IOException | RuntimeException failed) {
      metrics.count(FAILURES);
      if (!failing) {
        failing = true;
        log.warn("cannot store a blob of the lake, trying again every {}", RETRY, failed);
      }
      done.completeExceptionally(failed);
    }
  }

  /** The oldest first. When it fails, nothing is lost and it can be called again. */
  private void shipAll() throws IOException {
    shipReady();
    for (Path batch : staging.sealedBatches()) {
      staging.name(batch, freeName(batch));
      shipReady();
    }
  }

  private void shipReady() throws IOException {
    for (Path ready : staging.readyFiles()) {
      store.put(staging.blobName(ready), ready);
      staging.stored(ready);
      metrics.count(BLOBS);
    }
  }

  private String freeName(Path batch) throws IOException {
    LakeFormat format =
        batch.toString().endsWith(LakeFormat.JSON.extension()) ? LakeFormat.JSON : LakeFormat.AVRO;
    for (int index = 0; ; index++) {
      String name =
          BlobName.of(
              config.hubName(), Staging.partition(batch), Staging.began(batch), index, format);
      if (!staging.isTaken(name) && !store.exists(name)) {
        return name;
      }
    }
  }

  /** Stops after the blob that is being stored. */
  @Override
  public void close() {
    storing.shutdown();
  }
}
