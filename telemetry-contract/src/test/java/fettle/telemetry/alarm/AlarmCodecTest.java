package fettle.telemetry.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fettle.telemetry.MachineId;
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
        "{\"shares\":[1]}"
      })
  void whatIsNoAlarmIsRefused(String text) {
    assertThatThrownBy(() -> AlarmCodec.decode(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
