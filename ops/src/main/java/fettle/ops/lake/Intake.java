package fettle.ops.lake;

import fettle.lake.Partition;
import fettle.ops.hash.Sha256;
import fettle.telemetry.Decoded;
import fettle.telemetry.Limits;
import fettle.telemetry.MessageKind;
import fettle.telemetry.RejectReason;
import fettle.telemetry.TelemetryBatch;
import fettle.telemetry.TelemetryCodec;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;

/** Tells what a stored message is. */
final class Intake {
  private static final String NO_DEVICE = "NO_DEVICE";
  private static final int LONGEST_DEVICE = 128;
  private static final int LONGEST_FOLDER = 255;

  /** As the gateway names the machine of a flat reading that a device itself sent. */
  private static final String DEFAULT_MACHINE = "default";

  private final TelemetryCodec codec = new TelemetryCodec(Limits.DEFAULT);

  /** What it is. */
  sealed interface Content {
    /** A batch of readings; its sequence number is negative where only its body tells repeats. */
    record Readings(TelemetryBatch batch) implements Content {}

    /** Of a kind that has no readings. */
    record Elsewhere() implements Content {}

    /** Not usable. */
    record Refused(String reason) implements Content {}
  }

  Content content(BlobMessage message) {
    if (!isDevice(message.device())) {
      return new Content.Refused(NO_DEVICE);
    }
    if (message.kind().isEmpty()) {
      return readings(flatMachine(message.module()), message.body());
    }
    Optional<MessageKind> kind = MessageKind.fromWire(message.kind());
    if (kind.isEmpty()) {
      return new Content.Refused(RejectReason.UNKNOWN_KIND.name());
    }
    return switch (kind.get()) {
      case TELEMETRY, SCORED -> readings(flatMachine(message.module()), message.body());
      case REJECTED, SKETCH -> new Content.Elsewhere();
    };
  }

  /** The machine of a module's flat readings, which name none. */
  static String flatMachine(String module) {
    return TelemetryBatch.isMachineName(module) ? module : DEFAULT_MACHINE;
  }

  Content readings(String flatMachine, byte[] body) {
    return switch (codec.decode(body, flatMachine)) {
      case Decoded.Valid valid -> new Content.Readings(valid.batch());
      case Decoded.Flat flat -> new Content.Readings(withContentAsSequence(flat.batch(), body));
      case Decoded.Rejected rejected -> new Content.Refused(rejected.reason().name());
    };
  }

  /** Whether it is an id as an IoT hub gives them, and may name a folder. */
  private static boolean isDevice(String device) {
    return !device.isEmpty()
        && device.length() <= LONGEST_DEVICE
        && device.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '/')
        && Partition.folderOf(device).length() <= LONGEST_FOLDER;
  }

  /** A flat reading carries no sequence number: one is made of its body, below zero. */
  private static TelemetryBatch withContentAsSequence(TelemetryBatch batch, byte[] body) {
    byte[] hash = HexFormat.of().parseHex(Sha256.of(body));
    long seq = ByteBuffer.wrap(hash).getLong() | Long.MIN_VALUE;
    return new TelemetryBatch(
        batch.machine(),
        batch.session(),
        seq,
        batch.times(),
        batch.signals(),
        batch.values(),
        batch.scoring());
  }
}
