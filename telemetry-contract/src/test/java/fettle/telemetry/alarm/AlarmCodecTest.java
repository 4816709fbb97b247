package fettle.telemetry.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fettle.telemetry.MachineId;
import fettle.telemetry.alarm.Alarm.Finding;
import fettle.telemetry.alarm.Alarm.Kind;
import fettle.telemetry.alarm.Alarm.Severity;
import fettle.telemetry.alarm.Alarm.Share;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlarmCodecTest {
  private static final MachineId PUMP = new MachineId("edge:01%'\u00e4", "pump-01");
  private static final Alarm OPEN =
      new Alarm(
          PUMP,
          "pump:3",
          1_763_900_000_000L,
          1_763_900_010_000L,
          1_763_900_042_000L,
          Alarm.OPEN,
          0.987654321,
          List.of(new Share("vibration", 0.6), new Share("flow \"a\"", 0.4)));

  @Test
  void anAlarmComesBackAsItWas() {
    assertThat(AlarmCodec.decode(AlarmCodec.encode(OPEN))).isEqualTo(OPEN);
    Alarm bare = new Alarm(PUMP, "", 1, 2, 3, 4, Double.NaN, List.of());
    assertThat(AlarmCodec.decode(AlarmCodec.encode(bare))).isEqualTo(bare);
  }

  @Test
  void whatIsNoAnomalyComesBackWithItsFindings() {
    Alarm limit =
        new Alarm(
            PUMP,
            Kind.LIMIT,
            Severity.CRITICAL,
            "",
            10,
            20,
            30,
            Alarm.OPEN,
            Double.NaN,
            List.of(),
            List.of(
                new Finding("temperature", 131.5, Double.NaN, 120, 10),
                new Finding("flow", -1, 0, 80, 15)));

    assertThat(AlarmCodec.decode(AlarmCodec.encode(limit))).isEqualTo(limit);
    assertThat(limit.id()).isEqualTo("edge:01%'\u00e4~pump-01~limit~10");
    assertThat(Alarm.firstOf(limit.id())).isEqualTo(10);
    assertThat(limit.slot()).isNotEqualTo(OPEN.slot());
    assertThat(OPEN.slot()).isEqualTo(PUMP.toString());
  }

  @Test
  void anEntryOfATimeWithoutKindsIsAnAnomaly() {
    String earlier =
        "{\"device\":\"d\",\"machine\":\"m\",\"model\":\"p:1\",\"first\":1,\"raised\":2,\"last\":3,"
            + "\"peak\":0.5,\"shares\":[]}";

    Alarm alarm = AlarmCodec.decode(earlier.getBytes(StandardCharsets.UTF_8));

    assertThat(alarm.kind()).isEqualTo(Kind.ANOMALY);
    assertThat(alarm.severity()).isEqualTo(Severity.WARNING);
    assertThat(alarm.id()).isEqualTo("d~m~1");
  }

  @Test
  void itsIdIsItsMachineAndItsFirstReadingAndStaysWhenItIsCleared() {
    assertThat(OPEN.id()).isEqualTo("edge:01%'\u00e4~pump-01~1763900000000");
    assertThat(OPEN.clearedAt(1_763_900_102_000L).id()).isEqualTo(OPEN.id());
    assertThat(Alarm.firstOf(OPEN.id())).isEqualTo(OPEN.first());
  }

  @Test
  void fieldsOfLaterVersionsArePassedOver() {
    String later =
        "{\"device\":\"d\",\"machine\":\"m\",\"later\":{\"a\":[1]},\"shares\":[{\"signal\":\"s\",\"x\":[]}]}";

    Alarm alarm = AlarmCodec.decode(later.getBytes(StandardCharsets.UTF_8));

    assertThat(alarm.shares()).containsExactly(new Share("s", 0));
    assertThat(alarm.isOpen()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{}",
        "{\"device\":\"d\",\"machine\":\"m\",\"shares\":{}}",
        "{\"device\":\"d\",\"machine\":\"m\",\"kind\":\"mood\"}",
        "{\"findings\":[1]}",
        "{\"shares\":[1]}"
      })
  void whatIsNoAlarmIsRefused(String text) {
    assertThatThrownBy(() -> AlarmCodec.decode(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
