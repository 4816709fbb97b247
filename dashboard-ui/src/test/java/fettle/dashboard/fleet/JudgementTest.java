package fettle.dashboard.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.dashboard.fleet.HopStrip.Stuck;
import fettle.telemetry.MachineId;
import fettle.telemetry.store.Hops;
import fettle.telemetry.store.MachineState;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgementTest {
  private static final long NOW = 1_763_900_000_000L;
  private static final Presence PRESENCE = new Presence(3_000, 60_000);
  private static final HopStrip STRIP = new HopStrip(5_000, 1_000);

  @Test
  void aMachineIsOnlineForTwoOfItsOwnIntervals() {
    MachineState everySecond = state(1_000, new Hops(NOW, NOW, NOW, NOW));
    MachineState everyTenMinutes = state(600_000, new Hops(NOW, NOW, NOW, NOW));

    assertThat(PRESENCE.isOnline(everySecond, NOW + 5_000)).isTrue();
    assertThat(PRESENCE.isOnline(everySecond, NOW + 5_001)).isFalse();
    assertThat(PRESENCE.isOnline(everyTenMinutes, NOW + 1_203_000)).isTrue();
    assertThat(PRESENCE.isOnline(everyTenMinutes, NOW + 1_203_001)).isFalse();
  }

  @Test
  void aMachineWhoseIntervalIsUnknownIsGivenTime() {
    MachineState first = state(Double.NaN, new Hops(NOW, NOW, NOW, NOW));

    assertThat(PRESENCE.isOnline(first, NOW + 60_000)).isTrue();
    assertThat(PRESENCE.isOnline(first, NOW + 60_001)).isFalse();
  }

  @Test
  void lateDataDoesNotTakeAMachineOffline() {
    MachineState late = state(1_000, new Hops(NOW - 3_600_000, NOW, NOW, NOW));

    assertThat(PRESENCE.isOnline(late, NOW + 1_000)).isTrue();
  }

  @Test
  void theHopThatIsSlowIsMarked() {
    assertThat(health(new Hops(NOW, NOW + 100, NOW + 200, NOW + 300)))
        .containsExactly("fine", "fine", "fine", "fine");
    assertThat(health(new Hops(NOW, NOW + 100, NOW + 6_000, NOW + 6_100)))
        .containsExactly("fine", "fine", "slow", "fine");
    assertThat(health(new Hops(NOW, NOW + 100, NOW + 200, NOW + 9_000)))
        .containsExactly("fine", "fine", "fine", "slow");
  }

  @Test
  void theFirstHopIsForgivenTheTimeThatABatchTakesToFill() {
    Hops filled = new Hops(NOW, NOW + 14_000, NOW + 14_100, NOW + 14_200);

    assertThat(STRIP.of(state(10_000, filled), Stuck.NOWHERE).get(1).health())
        .isEqualTo(Hop.Health.FINE);
    assertThat(STRIP.of(state(1_000, filled), Stuck.NOWHERE).get(1).health())
        .isEqualTo(Hop.Health.SLOW);
  }

  @Test
  void aClockThatIsAheadIsMarkedAsSuch() {
    assertThat(health(new Hops(NOW + 60_000, NOW + 60_100, NOW, NOW + 50)))
        .containsExactly("fine", "fine", "clock", "fine");
  }

  @Test
  void aHopThatWasNotTimedIsUnknownAndTheNextIsMeasuredFromTheOneBefore() {
    List<Hop> hops = STRIP.of(state(1_000, new Hops(NOW, 0, NOW + 400, NOW + 500)), Stuck.NOWHERE);

    assertThat(hops.get(1)).isEqualTo(new Hop("scored", null, null, Hop.Health.UNKNOWN));
    assertThat(hops.get(2).lagMs()).isEqualTo(400);
  }

  @Test
  void whereNothingArrivesTheWayToTheHubIsMarkedAndNotTheReading() {
    assertThat(stuck(Stuck.EDGE_TO_HUB)).containsExactly("fine", "fine", "silent", "fine");
  }

  @Test
  void aGatewayThatDoesNotWriteIsMarked() {
    assertThat(stuck(Stuck.GATEWAY)).containsExactly("fine", "fine", "fine", "silent");
  }

  private static List<String> stuck(Stuck stuck) {
    return STRIP.of(state(1_000, new Hops(NOW, NOW, NOW, NOW)), stuck).stream()
        .map(hop -> hop.health().wire())
        .toList();
  }

  private static List<String> health(Hops hops) {
    return STRIP.of(state(1_000, hops), Stuck.NOWHERE).stream()
        .map(hop -> hop.health().wire())
        .toList();
  }

  private static MachineState state(double arrivalMs, Hops hops) {
    return new MachineState(
        new MachineId("edge-01", "pump-01"),
        0,
        List.of("temperature"),
        MachineState.Counters.NONE,
        NOW,
        NOW,
        100,
        arrivalMs,
        "pump:1",
        0.1,
        false,
        new double[] {20},
        hops,
        new int[0]);
  }
}
