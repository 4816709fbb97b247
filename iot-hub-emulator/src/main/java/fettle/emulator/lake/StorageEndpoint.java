package fettle.emulator.lake;

import fettle.emulator.hub.Endpoint;
import fettle.emulator.hub.HubBusyException;
import fettle.emulator.hub.HubMessage;
import fettle.emulator.metrics.Metrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The storage route's endpoint. A message is acknowledged once it is in its batch's file, so it
 * survives a kill; one thread writes batches, another stores blobs and tries again until it
 * succeeds. Messages of one partition keep their order within and over blobs. After a failed write
 * a message may be stored twice, never lost.
 */
public final class StorageEndpoint implements Endpoint, AutoCloseable {

  /** The name that routes use for it. */
  public static final String NAME = "lake";

  private static final Logger log = LoggerFactory.getLogger(StorageEndpoint.class);
  private static final String REFUSED = "lake.refused-full";

  /** More than the hub lets be in flight at a time. */
  private static final int QUEUE_LIMIT = 32_768;

  private static final int DRAIN_LIMIT = 1_024;
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

  private final LakeConfig config;
  private final InstantSource clock;
  private final Staging staging;
  private final OpenBatches batches;
  private final BlobShipper shipper;
  private final ArrayBlockingQueue<Entry> queue = new ArrayBlockingQueue<>(QUEUE_LIMIT);
  private final AtomicBoolean drainScheduled = new AtomicBoolean();
  private final ScheduledExecutorService writing =
      Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "lake-writing"));
  private final Metrics metrics;

  private record Entry(HubMessage message, CompletableFuture<Void> written) {}

  private StorageEndpoint(LakeConfig config, BlobStore store, InstantSource clock, Metrics metrics)
      throws IOException {
    this.config = config;
    this.clock = clock;
    this.staging = new Staging(config.staging());
    this.batches = new OpenBatches(config, staging);
    this.shipper = new BlobShipper(config, staging, store, metrics);
    this.metrics = metrics;
    metrics.count(REFUSED, 0);
    metrics.gauge("lake.queue", queue::size);
    metrics.gauge("lake.staged.bytes", staging::bytes);
  }

  /**
   * Opens the endpoint and begins to store what an earlier run left.
   *
   * @throws UncheckedIOException when the staging folder cannot be used
   */
  public static StorageEndpoint open(
      LakeConfig config, BlobStore store, InstantSource clock, Metrics metrics) {
    try {
      StorageEndpoint endpoint = new StorageEndpoint(config, store, clock, metrics);
      long tick = Math.clamp(config.batchTime().toMillis() / 4, 10, 1_000);
      endpoint.writing.scheduleWithFixedDelay(endpoint::sealDue, tick, tick, TimeUnit.MILLISECONDS);
      endpoint.shipper.start();
      return endpoint;
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot use the folder " + config.staging(), failed);
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  /** What is in flight when the limit is reached still gets in. */
  @Override
  public boolean hasRoom() {
    return staging.bytes() <= config.maxStagedBytes();
  }

  @Override
  public CompletionStage<Void> write(HubMessage message) {
    Entry entry = new Entry(message, new CompletableFuture<>());
    if (!queue.offer(entry)) {
      metrics.count(REFUSED);
      return CompletableFuture.failedStage(
          new HubBusyException(
              QUEUE_LIMIT + " messages wait to be written into the lake's batches"));
    }
    scheduleDrain();
    return entry.written();
  }

  private void scheduleDrain() {
    if (drainScheduled.compareAndSet(false, true)) {
      try {
        writing.execute(this::drain);
      } catch (RejectedExecutionException closed) {
        failQueued(closed);
      }
    }
  }

  /** Writes a bounded number of messages, so that batches are also completed under load. */
  private void drain() {
    drainScheduled.set(false);
    List<Entry> entries = new ArrayList<>(Math.min(queue.size(), DRAIN_LIMIT));
    queue.drainTo(entries, DRAIN_LIMIT);
    Map<Integer, List<Entry>> byPartition = new LinkedHashMap<>();
    for (Entry entry : entries) {
      byPartition
          .computeIfAbsent(entry.message().partition(), unused -> new ArrayList<>())
          .add(entry);
    }
    byPartition.forEach(this::write);
    if (!queue.isEmpty()) {
      scheduleDrain();
    }
  }

  private void write(int partition, List<Entry> entries) {
    try {
      batches.append(partition, entries.stream().map(Entry::message).toList());
      entries.forEach(entry -> entry.written().complete(null));
    } catch (IOException | RuntimeException failed) {
      log.warn("cannot write the lake's batch of partition {}", partition, failed);
      entries.forEach(entry -> entry.written().completeExceptionally(failed));
    }
  }

  private void failQueued(RuntimeException reason) {
    List<Entry> rest = new ArrayList<>();
    queue.drainTo(rest);
    rest.forEach(entry -> entry.written().completeExceptionally(reason));
  }

  private void sealDue() {
    try {
      batches.sealDue(clock.instant());
    } catch (IOException | RuntimeException failed) {
      log.warn("cannot complete a batch of the lake; it stays for the next start", failed);
    }
  }

  /**
   * Completes when all that was acknowledged before the call is in blobs; fails when storing does,
   * which is tried again anyway.
   */
  public CompletionStage<Void> flush() {
    CompletableFuture<Void> sealed = new CompletableFuture<>();
    try {
      writing.execute(() -> sealAll(sealed));
    } catch (RejectedExecutionException closed) {
      sealed.completeExceptionally(closed);
    }
    return sealed.thenCompose(done -> shipper.shipNow());
  }

  private void sealAll(CompletableFuture<Void> sealed) {
    try {
      batches.sealAll();
      sealed.complete(null);
    } catch (IOException | RuntimeException failed) {
      sealed.completeExceptionally(failed);
    }
  }

  /**
   * Stores all blobs if it can within 30 s, and stops. What is still queued fails, so its senders
   * send it again.
   */
  @Override
  public void close() {
    try {
      flush().toCompletableFuture().get(CLOSE_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException late) {
      log.warn("batches of the lake stay staged until the next start", late);
    }
    writing.shutdown();
    shipper.close();
    failQueued(new RejectedExecutionException("the lake is closed"));
  }
}
