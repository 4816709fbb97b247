package fettle.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.telemetry.EdgeRejection;
import fettle.telemetry.Limits;
import fettle.telemetry.MachineId;
import fettle.telemetry.MessageKind;
import fettle.telemetry.SketchCodec;
import fettle.telemetry.SketchMessage;
import fettle.telemetry.TelemetryBatch;
import fettle.telemetry.TelemetryCodec;
import fettle.telemetry.fixtures.Batches;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeReaderTest {
  private static final long OFFSET = 42;
  private static final long ENQUEUED = 1_763_900_000_123L;
  private static final long APPENDED = 1_763_900_000_456L;

  private final TelemetryCodec codec = new TelemetryCodec(Limits.DEFAULT);
  private final IntakeReader reader = new IntakeReader(Limits.DEFAULT);
  private final byte[] body = codec.encode(Batches.batch().machine("pump-07").seq(5).build());

  @Test
  void readsHeadersInAmqpEncoding() {
    RecordHeaders headers = new RecordHeaders();
    headers.add(IntakeReader.DEVICE, amqp("edge-01"));
    headers.add(IntakeReader.MODULE, amqp("inference"));
    headers.add(
        IntakeReader.ENQUEUED, ByteBuffer.allocate(9).put((byte) 0x83).putLong(ENQUEUED).array());
    headers.add(MessageKind.PROPERTY, amqp("scored"));

    assertReadFromEdge01(read(headers, body));
  }

  @Test
  void readsHeadersInPlainText() {
    RecordHeaders headers = headers("edge-01", "inference", "scored");
    headers.add(IntakeReader.ENQUEUED, utf8(Long.toString(ENQUEUED)));

    assertReadFromEdge01(read(headers, body));
  }

  private void assertReadFromEdge01(Intake intake) {
    assertThat(intake.offset()).isEqualTo(OFFSET);
    assertThat(intake.device()).isEqualTo("edge-01");
    assertThat(intake.module()).isEqualTo("inference");
    assertThat(intake.enqueuedAt()).isEqualTo(ENQUEUED);
    assertThat(intake.body()).isSameAs(body);
    TelemetryBatch batch = readings(intake);
    assertThat(batch.machine()).isEqualTo("pump-07");
    assertThat(batch.seq()).isEqualTo(5);
  }

  @Test
  void theBrokersTimestampStandsInForAMissingOrUnreadableEnqueuedTime() {
    RecordHeaders unreadable = headers("edge-01", "inference", "scored");
    unreadable.add(IntakeReader.ENQUEUED, utf8("yesterday"));

    assertThat(read(headers("edge-01", "inference", "scored"), body).enqueuedAt())
        .isEqualTo(APPENDED);
    assertThat(read(unreadable, body).enqueuedAt()).isEqualTo(APPENDED);
  }

  @Test
  void aMessageWithoutADeviceIdIsRefusedWhateverItsBodySays() {
    RecordHeaders headers = new RecordHeaders();
    headers.add(MessageKind.PROPERTY, utf8("scored"));

    Intake intake = read(headers, body);

    assertThat(refused(intake).reason()).isEqualTo("NO_DEVICE");
    assertThat(intake.device()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "a/b", "a{b", "a}b", "a b", "ger\u00e4t", "x\u0000y"})
  void aDeviceIdThatCannotBePartOfAKeyIsRefused(String device) {
    assertThat(refused(read(headers(device, "inference", "scored"), body)).reason())
        .isEqualTo("NO_DEVICE");
  }

  @Test
  void aDeviceIdMayBe128CharactersLongAndNoLonger() {
    Intake longest = read(headers("d".repeat(128), "inference", "scored"), body);
    Intake tooLong = read(headers("d".repeat(129), "inference", "scored"), body);

    assertThat(longest.content()).isInstanceOf(Content.Readings.class);
    assertThat(refused(tooLong).reason()).isEqualTo("NO_DEVICE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"telemetry", "scored", ""})
  void telemetryScoredAndMessagesWithoutAKindAreReadings(String kind) {
    assertThat(readings(read(headers("edge-01", "sensor", kind), body)).machine())
        .isEqualTo("pump-07");
  }

  @ParameterizedTest
  @EnumSource(MessageKind.class)
  void noKindWithAnEmptyBodyFails(MessageKind kind) {
    Content content = read(headers("edge-01", "sensor", kind.wire()), null).content();

    switch (kind) {
      case TELEMETRY, SCORED, SKETCH ->
          assertThat(content)
              .isInstanceOfSatisfying(
                  Content.Refused.class, it -> assertThat(it.reason()).isEqualTo("EMPTY"));
      case REJECTED ->
          assertThat(content)
              .isInstanceOfSatisfying(
                  Content.Refused.class, it -> assertThat(it.reason()).isEqualTo("NOT_JSON"));
    }
  }

  @Test
  void sketchesAreTheirMachines() {
    SketchMessage message =
        new SketchMessage(
            "pump-07", "s", 3, "pump:1", 1, 2, new LinkedHashMap<>(), new byte[] {1}, null);
    byte[] sketches = new SketchCodec(Limits.DEFAULT).encode(message);

    assertThat(read(headers("edge-01", "inference", "sketch"), sketches).content())
        .isInstanceOfSatisfying(
            Content.Sketches.class,
            it -> {
              assertThat(it.machine()).isEqualTo(new MachineId("edge-01", "pump-07"));
              assertThat(it.message().messageId()).isEqualTo("pump-07:s:3");
            });
  }

  @Test
  void aKindThatNobodyHasDefinedIsRefused() {
    assertThat(refused(read(headers("edge-01", "sensor", "Telemetry!"), body)).reason())
        .isEqualTo("UNKNOWN_KIND");
  }

  @Test
  void anUndecodableBodyIsRefusedWithItsTypedReason() {
    assertThat(refused(telemetry(utf8("\u0001\u0002 garbage"))).reason()).isEqualTo("NOT_JSON");
    assertThat(refused(telemetry(utf8("{\"v\":99}"))).reason()).isEqualTo("UNKNOWN_VERSION");
    assertThat(refused(telemetry(new byte[Limits.DEFAULT.maxBytes() + 1])).reason())
        .isEqualTo("TOO_LARGE");
    assertThat(refused(telemetry(utf8("{\"v\":1}"))).detail()).isNotBlank();
  }

  @Test
  void aFlatReadingBelongsToTheMachineNamedLikeItsModule() {
    byte[] flat = utf8("{\"timestamp\":\"2025-11-23 12:13:20\",\"temperature\":21.5}");

    TelemetryBatch named = readings(read(headers("edge-01", "press-3", ""), flat));
    TelemetryBatch ofTheDevice = readings(read(headers("edge-01", "", ""), flat));
    TelemetryBatch unnameable = readings(read(headers("edge-01", "$edgeHub", ""), flat));

    assertThat(named.machine()).isEqualTo("press-3");
    assertThat(named.hasSequence()).isFalse();
    assertThat(named.times()).containsExactly(1_763_900_000_000L);
    assertThat(ofTheDevice.machine()).isEqualTo(IntakeReader.DEFAULT_MACHINE);
    assertThat(unnameable.machine()).isEqualTo(IntakeReader.DEFAULT_MACHINE);
  }

  @Test
  void anEdgeModulesRejectionKeepsItsReasonAndNamesItsMessage() {
    Content.Refused withId =
        refused(rejection(new EdgeRejection("NO_MODEL", "no model", "pump-01", "m:s:1", "x")));
    Content.Refused withMachine =
        refused(rejection(new EdgeRejection("NO_MODEL", "no model", "pump-01", null, "x")));
    Content.Refused withNeither =
        refused(rejection(new EdgeRejection("NOT_JSON", "no JSON", null, null, "x")));

    assertThat(withId).isEqualTo(new Content.Refused("NO_MODEL", "no model (message m:s:1)"));
    assertThat(withMachine)
        .isEqualTo(new Content.Refused("NO_MODEL", "no model (machine pump-01)"));
    assertThat(withNeither).isEqualTo(new Content.Refused("NOT_JSON", "no JSON"));
  }

  @Property
  void neverFails(
      @ForAll @Size(max = 12) byte[] device,
      @ForAll @Size(max = 12) byte[] kind,
      @ForAll Optional<@Size(max = 40) byte[]> anyBody) {
    RecordHeaders headers = new RecordHeaders();
    headers.add(IntakeReader.DEVICE, device);
    headers.add(IntakeReader.ENQUEUED, device);
    headers.add(MessageKind.PROPERTY, kind);

    assertThat(read(headers, anyBody.orElse(null)).content()).isNotNull();
  }

  private Intake telemetry(byte[] anyBody) {
    return read(headers("edge-01", "sensor", "telemetry"), anyBody);
  }

  private Intake rejection(EdgeRejection rejection) {
    return read(headers("edge-01", "inference", "rejected"), rejection.encode());
  }

  private static TelemetryBatch readings(Intake intake) {
    assertThat(intake.content()).isInstanceOf(Content.Readings.class);
    return ((Content.Readings) intake.content()).batch();
  }

  private static Content.Refused refused(Intake intake) {
    assertThat(intake.content()).isInstanceOf(Content.Refused.class);
    return (Content.Refused) intake.content();
  }

  private Intake read(RecordHeaders headers, byte[] anyBody) {
    return reader.read(
        new ConsumerRecord<>(
            "telemetry",
            0,
            OFFSET,
            APPENDED,
            TimestampType.CREATE_TIME,
            0,
            anyBody == null ? -1 : anyBody.length,
            new byte[0],
            anyBody,
            headers,
            Optional.empty()));
  }

  private static RecordHeaders headers(String device, String module, String kind) {
    RecordHeaders headers = new RecordHeaders();
    headers.add(IntakeReader.DEVICE, utf8(device));
    headers.add(IntakeReader.MODULE, utf8(module));
    if (!kind.isEmpty()) {
      headers.add(MessageKind.PROPERTY, utf8(kind));
    }
    return headers;
  }

  private static byte[] amqp(String text) {
    byte[] utf8 = utf8(text);
    return ByteBuffer.allocate(2 + utf8.length)
        .put((byte) 0xA1)
        .put((byte) utf8.length)
        .put(utf8)
        .array();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
