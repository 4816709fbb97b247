package fettle.gateway.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fettle.gateway.notify.AlarmEvent.Type;
import fettle.telemetry.alarm.Alarm.Kind;
import fettle.telemetry.alarm.Alarm.Severity;
import fettle.telemetry.machine.MachineDescription;
import fettle.telemetry.machine.SignalDescription;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RouterTest {
  private static final Set<Type> ALL = EnumSet.allOf(Type.class);
  private static final Set<Kind> KINDS = EnumSet.allOf(Kind.class);
  private static final AlarmEvent EVENT = Events.raised(Events.NOW);

  @Test
  void anEndpointIsToldOfItsKindsSeveritiesSitesAndEventsAlone() {
    Route all = new Route("a", ALL, KINDS, Severity.INFO, Set.of());

    assertThat(all.wants(EVENT)).isTrue();
    assertThat(new Route("a", Set.of(Type.CLEARED), KINDS, Severity.INFO, Set.of()).wants(EVENT))
        .isFalse();
    assertThat(new Route("a", ALL, Set.of(Kind.OFFLINE), Severity.INFO, Set.of()).wants(EVENT))
        .isFalse();
    assertThat(new Route("a", ALL, KINDS, Severity.CRITICAL, Set.of("Leipzig")).wants(EVENT))
        .isTrue();
    assertThat(new Route("a", ALL, KINDS, Severity.INFO, Set.of("Jena")).wants(EVENT)).isFalse();
  }

  @Test
  void whoIsToldReadsWhatPeopleCallTheMachineAndItsSignals() {
    MachineDescription described =
        new MachineDescription(
            "Feed pump 2",
            "Leipzig",
            "",
            Map.of("temperature", new SignalDescription("Bearing", "K", Double.NaN, Double.NaN)));
    AlarmEvent event = AlarmEvent.of(Type.RAISED, Events.limit(Events.NOW), described, Events.NOW);

    assertThat(Words.title(event)).isEqualTo("[CRITICAL] Feed pump 2: out of limits: Bearing");
    assertThat(Words.facts(event)).extracting(Words.Fact::term).contains("Bearing");
    assertThat(AlarmEventCodec.decode(AlarmEventCodec.encode(event))).isEqualTo(event);
  }

  @Test
  void anEventHasAnIdOfItsOwnThatStaysTheSameAndComesBackAsItWas() {
    AlarmEvent cleared =
        new AlarmEvent(
            Type.CLEARED, EVENT.alarm().clearedAt(Events.NOW), "", "", Map.of(), Events.NOW);

    assertThat(AlarmEventCodec.decode(AlarmEventCodec.encode(EVENT))).isEqualTo(EVENT);
    assertThat(EVENT.id()).isEqualTo(Events.raised(Events.NOW).id()).matches("msg_[\\w-]{22}");
    assertThat(EVENT.id()).isNotIn(cleared.id(), Events.raised(Events.NOW + 1).id());
    assertThat(Notice.endpointOf(new Notice("ops", EVENT).field())).isEqualTo("ops");
  }

  @Test
  void bodiesAreACloudEventACardAndAMailThatSayTheSame() throws Exception {
    Bodies bodies = new Bodies("fettle hub", Optional.of("https://fettle.example/"));
    ObjectMapper json = new ObjectMapper();

    JsonNode event = json.readTree(bodies.cloudEvent(EVENT));
    JsonNode card = json.readTree(bodies.card(EVENT)).at("/attachments/0");

    assertThat(event.path("specversion").asText()).isEqualTo("1.0");
    assertThat(event.path("id").asText()).isEqualTo(EVENT.id());
    assertThat(event.path("source").asText()).isEqualTo("/fettle/fettle+hub");
    assertThat(event.path("type").asText()).isEqualTo("fettle.alarm.raised.v1");
    assertThat(event.path("subject").asText()).isEqualTo("edge-01/pump-01");
    assertThat(event.at("/data/alarm/findings/0/value").asDouble()).isEqualTo(131.5);
    String link = "https://fettle.example/alarms?machine=edge-01%2Fpump-01";
    assertThat(event.at("/data/link").asText()).isEqualTo(link);
    assertThat(card.path("contentType").asText())
        .isEqualTo("application/vnd.microsoft.card.adaptive");
    String title = "[CRITICAL] Feed pump 2: out of limits: temperature";
    assertThat(card.at("/content/body/0/text").asText()).isEqualTo(title);
    assertThat(card.at("/content/actions/0/url").asText()).isEqualTo(link);
    assertThat(bodies.subject(EVENT)).isEqualTo(title);
    assertThat(bodies.text(EVENT))
        .contains("Site: Leipzig", "temperature: 131.5, above 120.0", link);
  }
}
