package fettle.telemetry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fettle.telemetry.EdgeRejection;
import fettle.telemetry.MachineId;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StoreCodecsTest {
  private static final MachineId PUMP = new MachineId("edge-01", "pump-01");

  @Property(tries = 300)
  void aBucketSurvivesPacking(
      @ForAll @Size(max = 50) List<@IntRange(max = 9) Integer> signals,
      @ForAll @DoubleRange(min = -1e6, max = 1e6) double base,
      @ForAll boolean scored) {
    Bucket bucket = new Bucket(1);
    for (int i = 0; i < signals.size(); i++) {
      bucket.addReading();
      bucket.add(signals.get(i), base + i / 3.0);
      bucket.addScore(scored ? i / 100.0 : Double.NaN, i % 7 == 0);
    }

    assertSame(BucketCodec.decode(BucketCodec.encode(bucket)), bucket);
  }

  @Property(tries = 200)
  void addingBucketsIsTheSameAsAddingTheirReadings(
      @ForAll @Size(max = 30) List<@DoubleRange(min = -1e6, max = 1e6) Double> left,
      @ForAll @Size(max = 30) List<@DoubleRange(min = -1e6, max = 1e6) Double> right) {
    Bucket all = new Bucket(1);
    Bucket first = new Bucket(1);
    Bucket second = new Bucket(1);
    left.forEach(value -> addTo(value, first, all));
    right.forEach(value -> addTo(value, second, all));

    first.addAll(second);

    assertThat(first.count(0)).isEqualTo(all.count(0));
    assertThat((Double) first.min(0)).isEqualTo((Double) all.min(0));
    assertThat((Double) first.max(0)).isEqualTo((Double) all.max(0));
    assertThat(first.sum(0)).isCloseTo(all.sum(0), org.assertj.core.data.Offset.offset(1e-6));
    assertThat(first.readings()).isEqualTo(all.readings());
  }

  @Property(tries = 300)
  void bytesThatAreNoBucketAreRefusedWithoutAnotherException(@ForAll byte[] bytes) {
    try {
      BucketCodec.decode(bytes);
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  @Test
  void aBucketCutShortIsRefused() {
    Bucket bucket = new Bucket(2);
    bucket.add(0, 1.5);
    byte[] packed = BucketCodec.encode(bucket);

    assertThatThrownBy(() -> BucketCodec.decode(Arrays.copyOf(packed, packed.length - 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cut short");
  }

  @Test
  void lengthsBelowZeroOrBeyondTheBytesAreRefused() {
    for (long length : new long[] {-1, Long.MIN_VALUE, 1L << 32, 3}) {
      assertThatThrownBy(() -> BucketCodec.decode(bucketWithSignals(length)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("cut short");
      assertThatThrownBy(() -> LiveUpdate.decode(numbers(1000, length)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("cut short");
      assertThatThrownBy(() -> LiveUpdate.decode(numbers(1000, 1, 5, length)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("cut short");
    }
  }

  @Property(tries = 300)
  void bytesThatAreNoLiveUpdateAreRefusedWithoutAnotherException(@ForAll byte[] bytes) {
    try {
      LiveUpdate.decode(bytes);
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  private static byte[] bucketWithSignals(long signals) {
    ByteBuffer out = ByteBuffer.allocate(40);
    out.put((byte) 1).put((byte) 0).put((byte) 0).putDouble(0);
    Varint.put(out, signals);
    return Arrays.copyOf(out.array(), out.position());
  }

  private static byte[] numbers(long... numbers) {
    ByteBuffer out = ByteBuffer.allocate(60);
    for (long number : numbers) {
      Varint.put(out, number);
    }
    return Arrays.copyOf(out.array(), out.position());
  }

  @Test
  void aLiveUpdateSurvivesPacking() {
    Bucket bucket = new Bucket(1);
    bucket.add(0, 2.5);
    LiveUpdate update =
        new LiveUpdate(
            1000,
            List.of(
                new LiveUpdate.Changed(1_763_900_000_000L, BucketCodec.encode(bucket)),
                new LiveUpdate.Changed(1_763_900_001_000L, BucketCodec.encode(bucket))));

    assertThat(LiveUpdate.decode(update.encode())).usingRecursiveComparison().isEqualTo(update);
  }

  @Test
  void theStatesOfAFleetSurviveJson() {
    byte[] one = MachineStateCodec.encode(state());
    String json = new String(one, java.nio.charset.StandardCharsets.UTF_8);
    byte[] two = ("[" + json + "," + json + "]").getBytes(java.nio.charset.StandardCharsets.UTF_8);

    assertThat(MachineStateCodec.decodeAll(two))
        .usingRecursiveComparison()
        .withEqualsForType((a, b) -> Double.compare(a, b) == 0, Double.class)
        .isEqualTo(List.of(state(), state()));
    assertThat(MachineStateCodec.decodeAll(new byte[] {'[', ']'})).isEmpty();
    assertThatThrownBy(() -> MachineStateCodec.decodeAll(one))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("array");
    assertThatThrownBy(() -> MachineStateCodec.decodeAll(Arrays.copyOf(two, two.length - 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aMachineStateSurvivesJson() {
    MachineState state = state();

    assertThat(MachineStateCodec.decode(MachineStateCodec.encode(state)))
        .usingRecursiveComparison()
        .withEqualsForType((a, b) -> Double.compare(a, b) == 0, Double.class)
        .isEqualTo(state);
  }

  @Test
  void aRejectedMessageSurvivesJson() {
    RejectedMessage rejected =
        new RejectedMessage(1, 42, "edge-01", "sensor", "NOT_JSON", "no object", 1_000, 17);

    assertThat(RejectedMessage.decode(rejected.encode())).isEqualTo(rejected);
  }

  @Test
  void anEdgeRejectionSurvivesJsonAndOtherBytesAreNone() {
    EdgeRejection rejection =
        new EdgeRejection("NOT_JSON", "no object", null, "pump:s:1", "inference");

    assertThat(EdgeRejection.decode(rejection.encode())).contains(rejection);
    assertThat(EdgeRejection.decode(new byte[] {'{'})).isEmpty();
  }

  @Test
  void streamInfoSurvivesItsFields() {
    StreamInfo info =
        new StreamInfo("fettle", "fettle-telemetry", "c1", 4, List.of(new Tier(1000, 3_600_000)));

    assertThat(StreamInfo.fromFields(info.toFields())).contains(info);
    assertThat(StreamInfo.fromFields(java.util.Map.of())).isEmpty();
  }

  @Test
  void keysOfAPartitionShareItsHashTag() {
    StoreKeys keys = new StoreKeys(7);
    Tier tier = new Tier(10_000, 60_000);

    assertThat(keys.chunk(tier, tier.chunkStart(1_763_900_012_345L), PUMP))
        .isEqualTo("fettle:{7}:tier:10000:1763899800000:edge-01/pump-01");
    assertThat(keys.progress()).isEqualTo("fettle:{7}:progress");
    assertThat(tier.indexInChunk(1_763_900_012_345L)).isEqualTo(21);
    assertThat(tier.bucketStart(1_763_900_012_345L)).isEqualTo(1_763_900_010_000L);
  }

  private static MachineState state() {
    return new MachineState(
        PUMP,
        3,
        List.of("temperature", "Volume Flow RateRMS"),
        new MachineState.Counters(9, 90, 80, 3, 1, 2, 4, 5),
        1_000,
        2_000,
        100.5,
        Double.NaN,
        "pump:3",
        0.25,
        true,
        new double[] {71.25, Double.NaN},
        new Hops(2_000, 2_010, 2_020, 2_030),
        new int[] {-1, 0, 25});
  }

  private static void addTo(double value, Bucket one, Bucket all) {
    for (Bucket bucket : List.of(one, all)) {
      bucket.addReading();
      bucket.add(0, value);
    }
  }

  private static void assertSame(Bucket actual, Bucket expected) {
    assertThat(actual.readings()).isEqualTo(expected.readings());
    assertThat(actual.anomalous()).isEqualTo(expected.anomalous());
    assertThat((Double) actual.highestScore()).isEqualTo((Double) expected.highestScore());
    assertThat(actual.signals()).isEqualTo(expected.signals());
    for (int s = 0; s < expected.signals(); s++) {
      assertThat(actual.count(s)).isEqualTo(expected.count(s));
      assertThat((Double) actual.min(s)).isEqualTo((Double) expected.min(s));
      assertThat((Double) actual.max(s)).isEqualTo((Double) expected.max(s));
      assertThat(actual.sum(s)).isEqualTo(expected.sum(s));
    }
  }
}
