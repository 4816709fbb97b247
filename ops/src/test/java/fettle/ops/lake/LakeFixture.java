package fettle.ops.lake;

import fettle.emulator.hub.DeviceMessage;
import fettle.emulator.hub.HubMessage;
import fettle.emulator.lake.FolderBlobStore;
import fettle.emulator.lake.LakeConfig;
import fettle.emulator.lake.LakeFormat;
import fettle.emulator.lake.StorageEndpoint;
import fettle.emulator.metrics.Metrics;
import fettle.telemetry.Limits;
import fettle.telemetry.Scoring;
import fettle.telemetry.TelemetryBatch;
import fettle.telemetry.TelemetryCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Blobs as the emulator's storage route writes them. */
public final class LakeFixture {
  /** A minute before midnight UTC, so that batches reach into the next day. */
  public static final long START = Instant.parse("2026-03-01T23:59:00Z").toEpochMilli();

  private static final TelemetryCodec CODEC = new TelemetryCodec(Limits.DEFAULT);

  private LakeFixture() {}

  /** A message of a device. */
  public record Sent(String device, String module, String kind, byte[] body) {}

  /** A batch, scored when it names a model. */
  public static Sent message(String device, TelemetryBatch batch) {
    return new Sent(
        device, "inference", batch.scoring() == null ? "telemetry" : "scored", CODEC.encode(batch));
  }

  /** A message of any bytes. */
  public static Sent message(String device, String kind, String body) {
    return new Sent(device, "inference", kind, body.getBytes(StandardCharsets.UTF_8));
  }

  /** Evenly spaced readings whose values tell which they are. */
  public static TelemetryBatch batch(
      String machine, String session, long seq, long first, int readings, String... signals) {
    long[] times = new long[readings];
    Arrays.setAll(times, i -> first + 1000L * i);
    double[][] values = new double[signals.length][readings];
    for (int s = 0; s < signals.length; s++) {
      double base = s + 1;
      Arrays.setAll(values[s], i -> base + seq * 0.25 + i / 1000.0);
    }
    return new TelemetryBatch(machine, session, seq, times, List.of(signals), values, null);
  }

  /** The same, scored. */
  public static TelemetryBatch scored(TelemetryBatch batch, String model, long scoredAt) {
    double[] score = new double[batch.readings()];
    Arrays.setAll(score, i -> i == 0 ? Double.NaN : 0.125);
    return batch.withScoring(
        new Scoring(model, score, new boolean[batch.readings()], null, scoredAt));
  }

  /** Writes messages into blobs of the minute, of at most so many bytes. */
  public static void write(
      Path lake, String minute, LakeFormat format, int chunkBytes, List<Sent> messages)
      throws IOException {
    Path staging = Files.createTempDirectory("staging");
    LakeConfig config =
        LakeConfig.defaults("hub", staging)
            .withFormat(format)
            .withBatchTime(Duration.ofHours(1))
            .withChunkBytes(chunkBytes);
    Instant now = Instant.parse(minute + ":00Z");
    try (StorageEndpoint endpoint =
        StorageEndpoint.open(
            config, new FolderBlobStore(lake), InstantSource.fixed(now), new Metrics())) {
      List<CompletableFuture<Void>> written = new ArrayList<>();
      for (Sent message : messages) {
        written.add(endpoint.write(stored(message, now)).toCompletableFuture());
      }
      written.forEach(CompletableFuture::join);
      endpoint.flush().toCompletableFuture().join();
    }
  }

  private static HubMessage stored(Sent message, Instant now) {
    Map<String, String> properties =
        message.kind().isEmpty() ? Map.of() : Map.of("kind", message.kind());
    return new HubMessage(
        new DeviceMessage(
            message.device(),
            message.module(),
            message.body(),
            Map.of("content-type", "application/json", "content-encoding", "utf-8"),
            properties),
        properties,
        "generation",
        now,
        Math.floorMod(message.device().hashCode(), 2));
  }

  /** All blobs of a lake by name. */
  public static List<Path> blobs(Path lake) throws IOException {
    try (Stream<Path> files = Files.walk(lake)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
