package fettle.telemetry.label;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.telemetry.MachineId;
import fettle.telemetry.alarm.Alarm;
import fettle.telemetry.label.Decision.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class SilencesTest {
  private static final MachineId PUMP = new MachineId("edge-01", "pump-01");
  private static final MachineId OTHER = new MachineId("edge-01", "pump-02");
  private static final String NO_SITE = "";

  private final Silences silences = new Silences();

  private void shelve(String alarm, long from, long until) {
    silences.take(
        new Decision(Kind.SHELVING, PUMP, from, until, "", "anna", from, "", "", alarm, ""));
  }

  private void maintain(MachineId machine, String site, long from, long to) {
    silences.take(
        new Decision(Kind.MAINTENANCE, machine, from, to, site, "anna", from, "", "", "", ""));
  }

  private static Alarm raised(MachineId machine, long at) {
    return new Alarm(machine, "", at - 10, at, at, Alarm.OPEN, 0.9, List.of());
  }

  @Test
  void aShelvedAlarmComesBackWhenItsTimeIsOverOrSomebodyTakesItBack() {
    shelve("a~b~1", 100, 200);
    shelve("a~b~2", 100, 200);
    shelve("a~b~2", 150, 150);

    assertThat(silences.shelving("a~b~1", 199)).isPresent();
    assertThat(silences.shelving("a~b~1", 200)).isEmpty();
    assertThat(silences.shelving("a~b~2", 160)).isEmpty();
    assertThat(silences.shelving("a~b~3", 160)).isEmpty();
  }

  @Test
  void maintenanceSilencesAlarmsRaisedInItsTimeOfItsMachineAlone() {
    maintain(PUMP, NO_SITE, 100, 200);

    assertThat(silences.maintenance(raised(PUMP, 100), NO_SITE)).isPresent();
    assertThat(silences.maintenance(raised(PUMP, 99), NO_SITE)).isEmpty();
    assertThat(silences.maintenance(raised(PUMP, 200), NO_SITE)).isEmpty();
    assertThat(silences.maintenance(raised(OTHER, 150), NO_SITE)).isEmpty();
  }

  @Test
  void maintenanceOfASiteSilencesItsMachines() {
    maintain(Decision.NO_MACHINE, "Hall 2", 100, 200);

    assertThat(silences.maintenance(raised(PUMP, 150), "Hall 2")).isPresent();
    assertThat(silences.maintenance(raised(PUMP, 150), "Hall 1")).isEmpty();
    assertThat(silences.maintenance(raised(PUMP, 150), NO_SITE)).isEmpty();
  }

  @Test
  void anEndThatIsMovedHoldsAndTwoWindowsOfAMachineAreTwo() {
    maintain(PUMP, NO_SITE, 100, 900);
    maintain(PUMP, NO_SITE, 100, 200);
    maintain(PUMP, NO_SITE, 300, 400);

    assertThat(silences.maintenance(raised(PUMP, 250), NO_SITE)).isEmpty();
    assertThat(silences.maintenance(raised(PUMP, 150), NO_SITE)).isPresent();
    assertThat(silences.maintenance(raised(PUMP, 350), NO_SITE)).isPresent();
  }

  @Test
  void whatIsRememberedIsBounded() {
    for (int i = 0; i < 20_000; i++) {
      shelve("a~b~" + i, i, Long.MAX_VALUE);
      maintain(PUMP, NO_SITE, i, i + 1);
    }

    assertThat(silences.shelving("a~b~0", 1)).isEmpty();
    assertThat(silences.shelving("a~b~19999", 1)).isPresent();
    assertThat(silences.maintenance(PUMP, NO_SITE, 0)).isEmpty();
    assertThat(silences.maintenance(PUMP, NO_SITE, 19_999)).isPresent();
  }
}
