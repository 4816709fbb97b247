package fettle.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fettle.dashboard.fleet.FleetQuery;
import fettle.dashboard.problem.BadParameter;
import fettle.telemetry.MachineId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientMessagesTest {
  private static final long NOW = 1_763_900_000_000L;
  private static final MachineId PUMP = new MachineId("edge-01", "pump-01");

  private final ClientMessages messages = new ClientMessages(5_000);

  @Test
  void aWindowIsSaidAsATimeOrAsALengthBeforeNow() {
    ClientMessage twoMinutes = new ClientMessage.Watch(PUMP, 120_000, 500);

    assertThat(read("{'type':'watch','machine':'edge-01/pump-01','from':-120000,'points':500}"))
        .isEqualTo(twoMinutes);
    assertThat(
            read(
                "{'type':'watch','machine':'edge-01/pump-01','from':%d,'points':500}"
                    .formatted(NOW - 120_000)))
        .isEqualTo(twoMinutes);
  }

  @Test
  void aFleetViewIsAFilterAndAWindow() {
    assertThat(
            read(
                "{'type':'fleet','text':'Pump','conditions':['offline'],'sort':'-score','offset':40,'limit':20}"))
        .isEqualTo(
            new ClientMessage.Fleet(
                FleetQuery.builder()
                    .text("pump")
                    .condition("offline")
                    .sort("-score")
                    .window(40, 20)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'type':'shout'}                                                       | type",
        "{'type':'ack','frame':'x'}                                             | frame",
        "{'type':'ack','frame':-1}                                              | frame",
        "{'type':'watch','machine':'a/b','from':-1,'points':100}                | from",
        "{'type':'watch','machine':'a','from':-5000,'points':100}               | machine",
        "{'type':'watch','machine':'a/b','from':-5000,'points':5001}            | points",
        "{'type':'watch','machine':'a/b','from':-5000,'points':99}              | points",
        "{'type':'fleet','text':'','conditions':['odd'],'offset':0,'limit':1}   | conditions",
        "{'type':'fleet','text':'','conditions':[],'offset':0,'limit':201}      | limit",
        "{'type':'fleet','text':'','sort':'colour','offset':0,'limit':1}        | sort",
      })
  void aFieldThatBreaksARuleIsNamed(String json, String field) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOfSatisfying(
            BadParameter.class, bad -> assertThat(bad.parameter()).isEqualTo(field));
  }

  @Property
  void whateverIsSaidIsReadOrRefusedWithoutAnotherException(@ForAll String text) {
    try {
      assertThat(messages.read(text, NOW)).isNotNull();
    } catch (BadParameter bad) {
      assertThat(bad.parameter()).isNotBlank();
    }
  }

  private ClientMessage read(String json) {
    return messages.read(json.strip().replace('\'', '"'), NOW);
  }
}
