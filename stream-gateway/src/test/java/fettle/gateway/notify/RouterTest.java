package fettle.gateway.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fettle.gateway.notify.Event.Type;
import fettle.telemetry.alarm.Alarm.Kind;
import fettle.telemetry.alarm.Alarm.Severity;
import fettle.telemetry.hub.HubWarning;
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
    Route all = new Route("a", ALL, KINDS, Severity.INFO, Set.of(), true);

    assertThat(all.wants(EVENT)).isTrue();
    assertThat(
            new Route("a", Set.of(Type.CLEARED), KINDS, Severity.INFO, Set.of(), true).wants(EVENT))
        .isFalse();
    assertThat(
            new Route("a", ALL, Set.of(Kind.OFFLINE), Severity.INFO, Set.of(), true).wants(EVENT))
        .isFalse();
    assertThat(new Route("a", ALL, KINDS, Severity.CRITICAL, Set.of("Leipzig"), true).wants(EVENT))
        .isTrue();
    assertThat(new Route("a", ALL, KINDS, Severity.INFO, Set.of("Jena"), true).wants(EVENT))
        .isFalse();
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

  @Test
  void theHubIsToldOfOnceAStepAndToThoseWhoWantIt() {
    HubWarning near = new HubWarning(HubWarning.Kind.QUOTA, 80, Events.NOW);
    HubWarning shorter = new HubWarning(HubWarning.Kind.QUOTA, 95, Events.NOW);

    HubChanges first = HubChanges.between(Optional.empty(), Events.usage(324_000, near), 1);
    HubChanges same = HubChanges.between(Optional.of(first.told()), Events.usage(330_000, near), 2);
    HubChanges next =
        HubChanges.between(Optional.of(first.told()), Events.usage(381_000, shorter), 3);
    HubChanges fallen =
        HubChanges.between(Optional.of(next.told()), Events.usage(360_000, near), 4);
    HubChanges over = HubChanges.between(Optional.of(fallen.told()), Events.usage(10), 5);

    assertThat(same.events()).isEmpty();
    assertThat(fallen.events()).isEmpty();
    assertThat(over.told().warnings()).isEmpty();
    HubEvent warning = first.events().getFirst();
    assertThat(warning.severity()).isEqualTo(Severity.WARNING);
    assertThat(next.events().getFirst().severity()).isEqualTo(Severity.CRITICAL);
    assertThat(over.events())
        .containsExactly(new HubEvent(Type.CLEARED, shorter, Events.usage(10), 5));
    assertThat(warning.id()).isNotIn(next.events().getFirst().id(), over.events().getFirst().id());
    assertThat(HubEventCodec.decode(HubEventCodec.encode(warning))).isEqualTo(warning);
    Route shift = new Route("a", ALL, KINDS, Severity.CRITICAL, Set.of("Jena"), true);
    assertThat(shift.wants(warning)).isFalse();
    assertThat(shift.wants(next.events().getFirst())).isTrue();
    assertThat(new Route("a", ALL, KINDS, Severity.INFO, Set.of(), false).wants(warning)).isFalse();
  }

  @Test
  void bodiesSayHowMuchOfTheHubsQuotaIsUsedAndHowLongItLasts() throws Exception {
    Bodies bodies = new Bodies("fettle hub", Optional.of("https://fettle.example"));
    HubWarning near = new HubWarning(HubWarning.Kind.QUOTA, 80, Events.NOW);
    HubEvent event = new HubEvent(Type.RAISED, near, Events.usage(324_000, near), Events.NOW);

    JsonNode cloudEvent = new ObjectMapper().readTree(bodies.cloudEvent(event));

    assertThat(cloudEvent.path("type").asText()).isEqualTo("fettle.hub.quota.raised.v1");
    assertThat(cloudEvent.path("subject").asText()).isEqualTo("plant-a");
    assertThat(cloudEvent.at("/data/used").asLong()).isEqualTo(324_000);
    assertThat(bodies.subject(event))
        .isEqualTo("[WARNING] IoT hub plant-a: 81 % of today's 400,000 messages are used");
    assertThat(bodies.text(event))
        .contains("At this rate: they last until 13:13 UTC", "https://fettle.example/");
    HubWarning throttle = new HubWarning(HubWarning.Kind.THROTTLE, 0, Events.NOW);
    assertThat(bodies.subject(new HubEvent(Type.CLEARED, throttle, Events.usage(5), Events.NOW)))
        .isEqualTo("[CLEARED] IoT hub plant-a: no send was refused for half an hour");
  }
}
