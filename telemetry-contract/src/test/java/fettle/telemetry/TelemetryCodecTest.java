package fettle.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fettle.telemetry.fixtures.Batches;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TelemetryCodecTest {
  private final TelemetryCodec codec = new TelemetryCodec(Limits.DEFAULT);

  @Property(tries = 300)
  void everyBatchSurvivesTheRoundTrip(@ForAll("batches") TelemetryBatch batch) {
    Decoded decoded = codec.decode(codec.encode(batch), "flat");

    assertThat(decoded).isInstanceOf(Decoded.Valid.class);
    assertSame(((Decoded.Valid) decoded).batch(), batch);
  }

  @Property(tries = 500)
  void arbitraryBytesGiveAReasonAndNoException(@ForAll byte[] body) {
    assertThat(codec.decode(body, "flat")).isInstanceOf(Decoded.Rejected.class);
  }

  @Property(tries = 500)
  void aDamagedMessageGivesAnAnswerAndNoException(
      @ForAll("batches") TelemetryBatch batch, @ForAll int where, @ForAll byte what) {
    byte[] body = codec.encode(batch);
    body[Math.floorMod(where, body.length)] = what;

    assertThat(codec.decode(body, "flat")).isNotNull();
  }

  @Property(tries = 200)
  void aMessageCutShortIsRejected(@ForAll("batches") TelemetryBatch batch, @ForAll int where) {
    byte[] body = codec.encode(batch);
    byte[] cut = Arrays.copyOf(body, Math.floorMod(where, body.length));

    assertThat(codec.decode(cut, "flat")).isInstanceOf(Decoded.Rejected.class);
  }

  @Test
  void evenlySpacedTimesAreWrittenAsStartIntervalAndCount() {
    String body = text(codec.encode(Batches.batch().readings(100).build()));

    assertThat(body).contains("\"t0\":1763900000000,\"dt\":100,\"n\":100").doesNotContain("\"t\":");
  }

  @Test
  void fractionalIntervalsAreRoundedToTheNearestMillisecond() {
    TelemetryBatch batch =
        valid(
            """
            {"v":1,"machine":"m","session":"s","seq":0,"t0":1000,"dt":0.5,"n":4,
             "signals":{"a":[1,2,3,4]}}""");

    assertThat(batch.times()).containsExactly(1000, 1001, 1001, 1002);
  }

  @Test
  void fieldsMayComeInAnyOrderAndUnknownOnesAreSkipped() {
    TelemetryBatch batch =
        valid(
            """
            {"signals":{"a":[1.5,null]},"later":{"x":[1]},"t":[5,5],"seq":7,"session":"s",
             "machine":"m","v":1}""");

    assertThat(batch.seq()).isEqualTo(7);
    assertThat(batch.times()).containsExactly(5, 5);
    assertThat(batch.values()[0]).containsExactly(1.5, Double.NaN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "EMPTY             | ``",
        "NOT_JSON          | [1]",
        "NOT_JSON          | {\"v\":1",
        "NOT_JSON          | {\"v\":1,\"machine\":\"m\",\"session\":\"s\",\"seq\":0,\"t\":[1],\"signals\":{\"a\":[1]}} {}",
        "MISSING_FIELD     | {}",
        "MISSING_FIELD     | {\"v\":1,\"session\":\"s\",\"seq\":0,\"t\":[1],\"signals\":{\"a\":[1]}}",
        "MISSING_FIELD     | {\"v\":1,\"machine\":\"m\",\"session\":\"s\",\"seq\":0,\"signals\":{\"a\":[1]}}",
        "UNKNOWN_VERSION   | {\"v\":2}",
        "WRONG_TYPE        | {\"v\":\"1\"}",
        "WRONG_TYPE        | {\"v\":1,\"machine\":7}",
        "WRONG_TYPE        | {\"v\":1,\"t\":[1.5]}",
        "BAD_MACHINE       | {\"v\":1,\"machine\":\"a/b\",\"session\":\"s\",\"seq\":0,\"t\":[1],\"signals\":{\"a\":[1]}}",
        "BAD_SEQUENCE      | {\"v\":1,\"machine\":\"m\",\"session\":\"s\",\"t\":[1],\"signals\":{\"a\":[1]}}",
        "BAD_SEQUENCE      | {\"v\":1,\"machine\":\"m\",\"session\":\"\",\"seq\":0,\"t\":[1],\"signals\":{\"a\":[1]}}",
        "BAD_SIGNAL        | {\"v\":1,\"machine\":\"m\",\"session\":\"s\",\"seq\":0,\"t\":[1],\"signals\":{\"a\":[1],\"a\":[2]}}",
        "BAD_TIME          | {\"v\":1,\"machine\":\"m\",\"session\":\"s\",\"seq\":0,\"t\":[-1],\"signals\":{\"a\":[1]}}",
        "TIME_ORDER        | {\"v\":1,\"machine\":\"m\",\"session\":\"s\",\"seq\":0,\"t\":[2,1],\"signals\":{\"a\":[1,2]}}",
        "LENGTH_MISMATCH   | {\"v\":1,\"machine\":\"m\",\"session\":\"s\",\"seq\":0,\"t\":[1,2],\"signals\":{\"a\":[1]}}",
        "BAD_NUMBER        | {\"v\":1,\"machine\":\"m\",\"session\":\"s\",\"seq\":0,\"t\":[1],\"signals\":{\"a\":[1e999]}}",
        "BAD_NUMBER        | {\"v\":1,\"machine\":\"m\",\"session\":\"s\",\"seq\":0,\"t\":[1],\"signals\":{\"a\":[\"1\"]}}",
        "NO_READINGS       | {\"v\":1,\"machine\":\"m\",\"session\":\"s\",\"seq\":0,\"t\":[],\"signals\":{\"a\":[]}}",
        "NO_READINGS       | {\"v\":1,\"machine\":\"m\",\"session\":\"s\",\"seq\":0,\"t\":[1],\"signals\":{}}",
      })
  void whatIsNotAMessageIsRejectedWithItsReason(RejectReason reason, String body) {
    Decoded decoded = codec.decode(bytes(body), "flat");

    assertThat(decoded)
        .isInstanceOfSatisfying(
            Decoded.Rejected.class, rejected -> assertThat(rejected.reason()).isEqualTo(reason));
  }

  @Test
  void limitsAreEnforced() {
    TelemetryBatch batch = Batches.batch().readings(10).signals("a", "b").build();
    byte[] body = codec.encode(batch);

    assertThat(reasonUnder(new Limits(body.length - 1, 2, 10), body))
        .isEqualTo(RejectReason.TOO_LARGE);
    assertThat(reasonUnder(new Limits(body.length, 1, 10), body))
        .isEqualTo(RejectReason.TOO_MANY_SIGNALS);
    assertThat(reasonUnder(new Limits(body.length, 2, 9), body))
        .isEqualTo(RejectReason.TOO_MANY_READINGS);
    assertThat(new TelemetryCodec(new Limits(body.length, 2, 10)).decode(body, "flat"))
        .isInstanceOf(Decoded.Valid.class);
  }

  @Test
  void limitsBelowTheFirstCapacityOfAColumnAreEnforced() {
    String body =
        """
        {"v":1,"machine":"m","session":"s","seq":0,"t":[1,2,4,8],"signals":{"a":[1,2,3,4]}}""";

    assertThat(reasonUnder(new Limits(1000, 2, 3), bytes(body)))
        .isEqualTo(RejectReason.TOO_MANY_READINGS);
    assertThat(new TelemetryCodec(new Limits(1000, 2, 4)).decode(bytes(body), "flat"))
        .isInstanceOf(Decoded.Valid.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\ud800", "a\\udc00b", "\\ud83d\\ude00", "\\u0007", "LONG"})
  void namesThatTheStoreCouldNotKeepAreRejected(String escaped) {
    String name = escaped.equals("LONG") ? "x".repeat(129) : escaped;

    assertThat(reasonUnder(Limits.DEFAULT, scored(name, "a", "m:1")))
        .isEqualTo(RejectReason.BAD_SEQUENCE);
    // the parser itself refuses some of them as a field's name
    assertThat(reasonUnder(Limits.DEFAULT, scored("s", name, "m:1")))
        .isIn(RejectReason.BAD_SIGNAL, RejectReason.NOT_JSON);
    assertThat(reasonUnder(Limits.DEFAULT, scored("s", "a", name)))
        .isEqualTo(RejectReason.BAD_MODEL);
    assertThat(codec.decode(scored("s", "a", ""), "flat")).isInstanceOf(Decoded.Valid.class);
  }

  private static byte[] scored(String session, String signal, String model) {
    return bytes(
        """
        {"v":1,"machine":"m","session":"%s","seq":0,"t":[1],"signals":{"%s":[1]},
         "model":"%s","score":[0.5],"anomaly":[0]}"""
            .formatted(session, signal, model));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+999999999-01-01T00:00:00Z",
        "+999999999-12-31T23:59:59.999",
        "-0001-01-01T00:00:00Z",
        "1969-12-31 23:59:59",
        "10000-01-01T00:00:00Z",
        "253402300800000",
        "99999999999999999999999999",
        ".",
        "1.2.3",
        ""
      })
  void aFlatReadingOutOfTimeIsRejected(String timestamp) {
    assertThat(reasonUnder(Limits.DEFAULT, flat(timestamp))).isEqualTo(RejectReason.BAD_TIME);
  }

  @Property(tries = 1000)
  void anyTimestampOfAFlatReadingGivesATimeOrAReason(@ForAll("timestamps") String timestamp) {
    Decoded decoded = codec.decode(flat(timestamp), "flat");

    switch (decoded) {
      case Decoded.Flat flat ->
          assertThat(flat.batch().times()[0]).isBetween(0L, 253_402_300_799_999L);
      case Decoded.Rejected rejected ->
          assertThat(rejected.reason()).isEqualTo(RejectReason.BAD_TIME);
      case Decoded.Valid valid -> throw new AssertionError("not flat: " + valid);
    }
  }

  @Provide
  Arbitrary<String> timestamps() {
    Arbitrary<String> likely = Arbitraries.strings().withChars("0123456789+-:.TZ ").ofMaxLength(30);
    Arbitrary<String> years =
        Arbitraries.integers()
            .between(-999_999_999, 999_999_999)
            .map(year -> "%+010d-06-01T00:00:00Z".formatted(year));
    return Arbitraries.oneOf(likely, years);
  }

  private static byte[] flat(String timestamp) {
    return bytes("{\"timestamp\":\"" + timestamp + "\",\"temperature\":1}");
  }

  @ParameterizedTest
  @CsvSource({
    "1583748873,1583748873000",
    "1583748873123,1583748873123",
    "1583748873.5,1583748873500",
    "\"2020-03-09 10:14:33\",1583748873000",
    "\"2020-03-09T10:14:33.250\",1583748873250",
    "\"2020-03-09T10:14:33Z\",1583748873000",
    "\"2020-03-09T11:14:33+01:00\",1583748873000",
  })
  void theFlatFormIsReadWithItsTime(String timestamp, long expected) {
    String body =
        "{\"timestamp\":%s,\"temperature\":21.5,\"humidity\":40,\"prediction\":1,\"probability\":0.83}"
            .formatted(timestamp);

    Decoded decoded = codec.decode(bytes(body), "raspberry");

    assertThat(decoded)
        .isInstanceOfSatisfying(
            Decoded.Flat.class,
            flat -> {
              TelemetryBatch batch = flat.batch();
              assertThat(batch.machine()).isEqualTo("raspberry");
              assertThat(batch.times()).containsExactly(expected);
              assertThat(batch.signals()).containsExactly("temperature", "humidity");
              assertThat(batch.values()[0]).containsExactly(21.5);
              assertThat(batch.scoring().score()).containsExactly(0.83);
              assertThat(batch.scoring().anomaly()).containsExactly(true);
              assertThat(batch.hasSequence()).isFalse();
            });
  }

  @Test
  void contributionsAreSparse() {
    TelemetryBatch plain = Batches.batch().readings(3).signals("a", "b").scoredBy("pump:1").build();
    Contribution contribution = new Contribution(new int[] {2}, new double[][] {{0.7}, null});
    Scoring scoring = plain.scoring();
    TelemetryBatch batch =
        plain.withScoring(
            new Scoring(scoring.model(), scoring.score(), scoring.anomaly(), contribution, 1_000L));

    byte[] body = codec.encode(batch);

    assertThat(text(body)).contains("\"contribution\":{\"at\":[2],\"share\":{\"a\":[0.7]}}");
    assertSame(((Decoded.Valid) codec.decode(body, "flat")).batch(), batch);
  }

  @Test
  void machineNamesAreShortAndPlain() {
    assertThat(List.of("a", "Pump_01-x", "x".repeat(64))).allMatch(TelemetryBatch::isMachineName);
    assertThat(List.of("", "a/b", "p\u00e4", "a b", "x".repeat(65), "a\n"))
        .noneMatch(TelemetryBatch::isMachineName);
  }

  @Test
  void anInfiniteValueIsRefusedWhenWriting() {
    TelemetryBatch batch =
        new TelemetryBatch(
            "m",
            "s",
            0,
            new long[] {1},
            List.of("a"),
            new double[][] {{Double.POSITIVE_INFINITY}},
            null);

    assertThatThrownBy(() -> codec.encode(batch))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a has an infinite value");
  }

  @Provide
  Arbitrary<TelemetryBatch> batches() {
    Arbitrary<Integer> readings = Arbitraries.integers().between(1, 40);
    Arbitrary<Integer> signals = Arbitraries.integers().between(1, 5);
    return Combinators.combine(readings, signals, Arbitraries.longs(), Arbitraries.of(true, false))
        .as(TelemetryCodecTest::randomBatch);
  }

  private static TelemetryBatch randomBatch(int n, int signals, long seed, boolean scored) {
    java.util.Random random = new java.util.Random(seed);
    long[] times = new long[n];
    long time = random.nextLong(0, 2_000_000_000_000L);
    for (int i = 0; i < n; i++) {
      times[i] = time;
      time += random.nextInt(3) == 0 ? 0 : random.nextLong(5_000);
    }
    double[][] values = new double[signals][n];
    for (double[] column : values) {
      Arrays.setAll(column, i -> randomValue(random));
    }
    Scoring scoring = null;
    if (scored) {
      double[] score = new double[n];
      boolean[] anomaly = new boolean[n];
      for (int i = 0; i < n; i++) {
        score[i] = random.nextInt(4) == 0 ? Double.NaN : random.nextDouble();
        anomaly[i] = random.nextBoolean();
      }
      scoring = new Scoring("pump:" + random.nextInt(9), score, anomaly, null, time);
    }
    List<String> names =
        IntStream.range(0, signals).mapToObj(s -> "signal \"" + s + "\" é").toList();
    return new TelemetryBatch(
        "pump-" + n, "01JD", random.nextInt(9), times, names, values, scoring);
  }

  private static double randomValue(java.util.Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> Double.NaN;
      case 1 -> random.nextInt(1000) - 500;
      case 2 -> Double.MIN_VALUE;
      case 3 -> -Double.MAX_VALUE;
      case 4 -> 1e15 + random.nextInt(10);
      default -> random.nextGaussian() * Math.pow(10, random.nextInt(20) - 10);
    };
  }

  private static void assertSame(TelemetryBatch actual, TelemetryBatch expected) {
    assertThat(actual)
        .usingRecursiveComparison()
        .withEqualsForType((a, b) -> Double.compare(a, b) == 0, Double.class)
        .isEqualTo(expected);
  }

  private TelemetryBatch valid(String body) {
    Decoded decoded = codec.decode(bytes(body), "flat");
    assertThat(decoded).isInstanceOf(Decoded.Valid.class);
    return ((Decoded.Valid) decoded).batch();
  }

  private static RejectReason reasonUnder(Limits limits, byte[] body) {
    Decoded decoded = new TelemetryCodec(limits).decode(body, "flat");
    assertThat(decoded).isInstanceOf(Decoded.Rejected.class);
    return ((Decoded.Rejected) decoded).reason();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
