package fettle.ops.local.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.ops.process.Life;
import fettle.ops.process.RestartPolicy;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentReportTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant START = Instant.parse("2026-01-01T10:00:00Z");
  private static final Instant END = Instant.parse("2026-01-01T11:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "RUNNING,137,running",
    "WAITING,1,backoff",
    "ENDED,0,stopped",
    "ENDED,3,failed",
    "STOPPED,143,stopped"
  })
  void aModulesStateIsToldInTheWordsOfIotEdge(Life.Phase phase, int exitCode, String expected) {
    ObjectNode report = report(new Life(phase, 42, START, 2, exitCode, END), null);

    assertThat(report.at("/modules/sensor/runtimeStatus").asText()).isEqualTo(expected);
    assertThat(report.at("/modules/sensor/exitCode").asInt()).isEqualTo(exitCode);
    assertThat(report.at("/modules/sensor/restartCount").asInt()).isEqualTo(2);
    assertThat(report.at("/modules/sensor/lastStartTimeUtc").asText())
        .isEqualTo("2026-01-01T10:00:00Z");
    assertThat(report.at("/modules/sensor/lastExitTimeUtc").asText())
        .isEqualTo("2026-01-01T11:00:00Z");
    assertThat(report.at("/modules/sensor/settings/image").asText()).isEqualTo("fettle/sensor:1");
  }

  @Test
  void aModuleThatCannotBeStartedIsUnknownWithItsReason() {
    ObjectNode report = report(null, "no such image");

    assertThat(report.at("/modules/sensor/runtimeStatus").asText()).isEqualTo("unknown");
    assertThat(report.at("/modules/sensor/statusDescription").asText()).isEqualTo("no such image");
    assertThat(report.at("/modules/sensor/lastStartTimeUtc").asText())
        .isEqualTo("0001-01-01T00:00:00Z");
  }

  @Test
  void thePatchHoldsOnlyWhatChangedAndDeletesWhatIsGone() throws Exception {
    ObjectNode patch =
        AgentReport.patch(
            JSON.readTree(
                "{\"$version\":4,\"a\":{\"b\":1.0,\"c\":\"x\"},\"gone\":{\"d\":1},\"same\":[1]}"),
            (ObjectNode) JSON.readTree("{\"a\":{\"b\":1,\"c\":\"y\"},\"new\":true,\"same\":[1]}"));

    assertThat(patch).isEqualTo(JSON.readTree("{\"gone\":null,\"a\":{\"c\":\"y\"},\"new\":true}"));
  }

  private static ObjectNode report(Life life, String trouble) {
    ObjectNode manifest = JsonNodeFactory.instance.objectNode();
    manifest.putObject("settings").put("image", "fettle/sensor:1");
    ModuleSpec spec =
        new ModuleSpec(
            "sensor", "fettle/sensor:1", Map.of(), true, RestartPolicy.ALWAYS, 1, manifest);
    return AgentReport.of(
        new AgentReport.Seen(1, 200, ""),
        Map.of("sensor", new AgentReport.ModuleState(spec, life, trouble)),
        JsonNodeFactory.instance.objectNode(),
        Optional.empty(),
        START);
  }
}
