package fettle.ops.bench;

import fettle.emulator.hub.DeviceMessage;
import fettle.emulator.hub.HubMessage;
import fettle.emulator.lake.FolderBlobStore;
import fettle.emulator.lake.LakeConfig;
import fettle.emulator.lake.LakeFormat;
import fettle.emulator.lake.StorageEndpoint;
import fettle.emulator.metrics.Metrics;
import fettle.telemetry.Limits;
import fettle.telemetry.TelemetryCodec;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Fills a lake as the emulator's storage route does: machines sending in turn, ten to a device, a
 * reading a second.
 *
 * @param readings of all machines; a machine's last batch is whole
 */
record LakeMaker(long readings, int machines, LakeFormat format) {
  static final int INTERVAL_MS = 1_000;

  private static final long ORIGIN = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
  private static final int MACHINES_PER_DEVICE = 10;
  private static final int CHUNK = 16 << 20;
  private static final int IN_FLIGHT = 1_000;

  /** Batches of each machine. */
  long batches() {
    return Math.ceilDiv(readings, (long) machines * LoadShape.READINGS);
  }

  /** Readings that there will be. */
  long made() {
    return batches() * machines * LoadShape.READINGS;
  }

  /** Fills it. */
  void fill(Path lake, Path staging) {
    Batches source = new Batches();
    TelemetryCodec codec = new TelemetryCodec(Limits.DEFAULT);
    AtomicReference<Instant> now = new AtomicReference<>(Instant.ofEpochMilli(ORIGIN));
    LakeConfig config =
        LakeConfig.defaults("bench", staging)
            .withFormat(format)
            .withBatchTime(Duration.ofDays(1))
            .withChunkBytes(CHUNK);
    try (StorageEndpoint endpoint =
        StorageEndpoint.open(config, new FolderBlobStore(lake), now::get, new Metrics())) {
      List<CompletableFuture<Void>> sent = new ArrayList<>();
      for (long seq = 0; seq < batches(); seq++) {
        long first = ORIGIN + seq * LoadShape.READINGS * INTERVAL_MS;
        now.set(Instant.ofEpochMilli(first));
        for (int machine = 0; machine < machines; machine++) {
          byte[] body = codec.encode(source.next(machine, seq, first, INTERVAL_MS));
          sent.add(endpoint.write(message(machine, body, now.get())).toCompletableFuture());
          if (sent.size() == IN_FLIGHT) {
            sent.forEach(CompletableFuture::join);
            sent.clear();
          }
        }
      }
      sent.forEach(CompletableFuture::join);
      endpoint.flush().toCompletableFuture().join();
    }
  }

  private static HubMessage message(int machine, byte[] body, Instant now) {
    int device = machine / MACHINES_PER_DEVICE;
    Map<String, String> properties = Map.of("kind", "scored");
    return new HubMessage(
        new DeviceMessage(
            device(machine),
            "inference",
            body,
            Map.of("content-type", "application/json", "content-encoding", "utf-8"),
            properties),
        properties,
        "generation",
        now,
        device % LoadShape.PARTITIONS);
  }

  private static String device(int machine) {
    return "dev-" + machine / MACHINES_PER_DEVICE;
  }
}
