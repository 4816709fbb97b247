package fettle.dashboard.event;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.telemetry.MachineId;
import fettle.telemetry.label.Decision;
import org.junit.jupiter.api.Test;

class EventTest {
  private static final long AT = 1_764_000_000_000L;
  private static final long END = AT + 3_600_000;

  @Test
  void aLinkThatWasMadeSaysUntilWhenItOpensAndOneThatWasTakenBackDoesNot() {
    assertThat(Event.ofLink(link(Decision.LINK_MADE, END, "")).opensUntil()).isEqualTo(END);
    assertThat(Event.ofLink(link(Decision.LINK_REVOKED, AT + 1, "")).opensUntil()).isNull();
  }

  @Test
  void theEndOfALinkThatAnEarlierVersionMadeStandsInItsComment() {
    Event event = Event.ofLink(link(Decision.LINK_MADE, AT + 1, "until 2025-11-24T17:00:00Z"));

    assertThat(event.opensUntil()).isNull();
    assertThat(event.comment()).isEqualTo("until 2025-11-24T17:00:00Z");
  }

  private static Decision link(String what, long to, String comment) {
    return new Decision(
        Decision.Kind.LINK,
        new MachineId("edge-01", "pump-01"),
        AT,
        to,
        what,
        "Anna",
        AT,
        "an-id",
        comment,
        "",
        "");
  }
}
