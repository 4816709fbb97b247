package fettle.dashboard.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fettle.dashboard.problem.BadParameter;
import fettle.telemetry.MachineId;
import fettle.telemetry.command.Action;
import fettle.telemetry.command.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AskingTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final MachineId PUMP = new MachineId("edge-01", "pump-01");

  private static Action action(String json) throws JsonProcessingException {
    return JSON.readValue(json, Asking.class).toAction(PUMP);
  }

  @Test
  void whatIsAskedBecomesAnActionOnTheMachineOfThePath() throws JsonProcessingException {
    assertThat(action("{\"action\":\"ping\"}")).isEqualTo(new Action.CallMethod("ping", "{}"));
    assertThat(action("{\"action\":\"clearFault\"}"))
        .isEqualTo(new Action.CallMethod("clearFault", "{\"machine\":\"pump-01\"}"));
    assertThat(action("{\"action\":\"injectFault\",\"fault\":\"cavitation\",\"severity\":0.5}"))
        .isEqualTo(
            new Action.CallMethod(
                "injectFault",
                "{\"machine\":\"pump-01\",\"fault\":\"cavitation\",\"severity\":0.5}"));
    assertThat(action("{\"action\":\"settings\",\"batchSize\":5}"))
        .isEqualTo(new Action.ChangeSettings(new Settings(null, 5L, null)));
    assertThat(action("{\"action\":\"models\",\"sha256\":\"%s\"}".formatted("a".repeat(64))))
        .isEqualTo(new Action.UseModels("a".repeat(64)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{} | action must be one of settings, models, ping, injectFault, clearFault",
        "{\"action\":\"reboot\"} | action must be one of settings",
        "{\"action\":\"settings\"} | intervalMs must be said, or batchSize, or flushMs",
        "{\"action\":\"settings\",\"flushMs\":0} | flushMs must be a whole number from 1 to 3600000, not 0",
        "{\"action\":\"models\",\"sha256\":\"xyz\"} | sha256 must be 64 hexadecimal digits",
        "{\"action\":\"injectFault\",\"fault\":\"a b\"} | fault must be the name of a fault",
        "{\"action\":\"injectFault\",\"fault\":\"x\",\"severity\":2} | severity must be from 0 to 1, not 2.0",
        "{\"action\":\"injectFault\",\"fault\":\"x\",\"rampMs\":-1} | rampMs must be from 0 to 86400000, not -1"
      })
  void whatBreaksARuleIsRefusedWithTheRule(String json, String reason) {
    assertThatThrownBy(() -> action(json))
        .isInstanceOf(BadParameter.class)
        .hasMessageContaining(reason);
  }
}
