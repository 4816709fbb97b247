package fettle.gateway.intake;

import fettle.telemetry.Decoded;
import fettle.telemetry.DecodedSketch;
import fettle.telemetry.EdgeRejection;
import fettle.telemetry.Limits;
import fettle.telemetry.MachineId;
import fettle.telemetry.MessageKind;
import fettle.telemetry.RejectReason;
import fettle.telemetry.SketchCodec;
import fettle.telemetry.TelemetryBatch;
import fettle.telemetry.TelemetryCodec;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Reads records of the hub's built-in endpoint; thread-safe. A record without the application
 * property {@code kind} is taken as telemetry, so that modules which know nothing of kinds (the
 * original project's flat readings) are heard.
 */
public final class IntakeReader {
  static final String DEVICE = "iothub-connection-device-id";
  static final String MODULE = "iothub-connection-module-id";
  static final String ENQUEUED = "iothub-enqueuedtime";

  /** Machine of a flat reading whose module id is not a machine's name. */
  static final String DEFAULT_MACHINE = "default";

  private static final String NO_DEVICE = "NO_DEVICE";
  private static final int LONGEST_DEVICE = 128;
  private static final byte[] EMPTY = {};

  private final TelemetryCodec codec;
  private final SketchCodec sketchCodec;

  public IntakeReader(Limits limits) {
    this.codec = new TelemetryCodec(limits);
    this.sketchCodec = new SketchCodec(limits);
  }

  /** Reads one record; what cannot be read comes back as {@link Content.Refused}. */
  public Intake read(ConsumerRecord<?, byte[]> record) {
    String device = text(record, DEVICE);
    String module = text(record, MODULE);
    Header enqueued = record.headers().lastHeader(ENQUEUED);
    long enqueuedAt =
        enqueued == null
            ? record.timestamp()
            : AmqpValue.millis(enqueued.value()).orElse(record.timestamp());
    byte[] body = record.value() == null ? EMPTY : record.value();
    Content content =
        isDevice(device)
            ? content(text(record, MessageKind.PROPERTY), device, module, body)
            : new Content.Refused(NO_DEVICE, "the hub stamped no usable device id on the message");
    return new Intake(record.offset(), device, module, enqueuedAt, body, content);
  }

  private Content content(String kindText, String device, String module, byte[] body) {
    if (kindText.isEmpty()) {
      return readings(device, module, body);
    }
    Optional<MessageKind> kind = MessageKind.fromWire(kindText);
    if (kind.isEmpty()) {
      return new Content.Refused(
          RejectReason.UNKNOWN_KIND.name(), "nobody has defined the message kind it names");
    }
    return switch (kind.get()) {
      case TELEMETRY, SCORED -> readings(device, module, body);
      case REJECTED -> rejectedAtTheEdge(body);
      case SKETCH -> sketches(device, body);
    };
  }

  private Content sketches(String device, byte[] body) {
    return switch (sketchCodec.decode(body)) {
      case DecodedSketch.Valid valid ->
          new Content.Sketches(new MachineId(device, valid.message().machine()), valid.message());
      case DecodedSketch.Rejected rejected ->
          new Content.Refused(rejected.reason().name(), rejected.detail());
    };
  }

  private Content readings(String device, String module, byte[] body) {
    String flatMachine = TelemetryBatch.isMachineName(module) ? module : DEFAULT_MACHINE;
    return switch (codec.decode(body, flatMachine)) {
      case Decoded.Valid valid -> readings(device, valid.batch());
      case Decoded.Flat flat -> readings(device, flat.batch());
      case Decoded.Rejected rejected ->
          new Content.Refused(rejected.reason().name(), rejected.detail());
    };
  }

  private static Content readings(String device, TelemetryBatch batch) {
    return new Content.Readings(new MachineId(device, batch.machine()), batch);
  }

  private static Content rejectedAtTheEdge(byte[] body) {
    return EdgeRejection.decode(body)
        .<Content>map(edge -> new Content.Refused(edge.reason(), describe(edge)))
        .orElseGet(
            () ->
                new Content.Refused(
                    RejectReason.NOT_JSON.name(), "a rejection whose body is not one"));
  }

  private static String describe(EdgeRejection edge) {
    StringBuilder text = new StringBuilder(edge.detail());
    if (edge.messageId() != null) {
      text.append(" (message ").append(edge.messageId()).append(')');
    } else if (edge.machine() != null) {
      text.append(" (machine ").append(edge.machine()).append(')');
    }
    return text.toString();
  }

  /** Whether a device id may be part of keys: IoT Hub allows neither slash nor braces anyway. */
  private static boolean isDevice(String device) {
    return !device.isEmpty()
        && device.length() <= LONGEST_DEVICE
        && device.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '/' && c != '{' && c != '}');
  }

  private static String text(ConsumerRecord<?, byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : AmqpValue.text(header.value());
  }
}
