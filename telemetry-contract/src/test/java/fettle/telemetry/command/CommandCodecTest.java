package fettle.telemetry.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fettle.telemetry.MachineId;
import fettle.telemetry.machine.MachineDescription;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CommandCodecTest {
  private static final MachineId PUMP = new MachineId("edge-01", "pump-01");

  static Stream<Action> actions() {
    return Stream.of(
        new Action.ChangeSettings(new Settings(100L, null, 5_000L)),
        new Action.UseModels("ab".repeat(32)),
        new Action.CallMethod("injectFault", "{\"fault\":\"bearing\"}"),
        new Action.Describe(new MachineDescription("Feed pump", "Leipzig", "", Map.of())));
  }

  @ParameterizedTest
  @MethodSource("actions")
  void whateverIsAskedForComesBack(Action action) {
    Command command = new Command("c-1", PUMP, action, "Änne \"A\"", 1_763_900_000_000L);

    assertThat(CommandCodec.decode(CommandCodec.encode(command))).isEqualTo(command);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "[] | must be a JSON object",
        "{ | not valid JSON",
        "{\"id\":\"1\"} | has no machine",
        "{\"id\":\"1\",\"machine\":\"d/m\",\"by\":\"a\",\"at\":1} | has no action",
        "{\"id\":\"1\",\"machine\":\"d/m\",\"by\":\"a\",\"at\":1,\"action\":\"explode\"} | 'explode' is not known",
        "{\"id\":\"1\",\"machine\":\"d/m\",\"by\":\"a\",\"at\":\"x\",\"action\":\"models\",\"sha256\":\"a\"} | at is no whole number"
      })
  void whatIsNoCommandIsRefused(String text, String reason) {
    assertThatThrownBy(() -> CommandCodec.decode(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void onlyATwinsChangeMayBeRepeated() {
    assertThat(actions().filter(Action::mayBeRepeated))
        .hasSize(3)
        .noneMatch(Action.CallMethod.class::isInstance);
  }

  @Test
  void settingsBeyondTheRulesAreRefusedWithTheRule() {
    assertThatThrownBy(() -> new Settings(0L, null, null).checked())
        .hasMessage("intervalMs must be a whole number from 1 to 86400000, not 0");
    assertThatThrownBy(() -> new Settings(null, 10_001L, null).checked())
        .hasMessageContaining("batchSize must be");
    assertThat(new Settings(1L, 1L, 1L).checked().includes(new Settings(1L, null, null))).isTrue();
    assertThat(new Settings(1L, 1L, 1L).includes(new Settings(2L, null, null))).isFalse();
  }
}
