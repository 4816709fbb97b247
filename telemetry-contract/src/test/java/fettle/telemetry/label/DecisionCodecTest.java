package fettle.telemetry.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fettle.telemetry.MachineId;
import fettle.telemetry.label.Decision.Kind;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionCodecTest {
  private static final MachineId PUMP = new MachineId("edge-01", "pump-01");

  @Property(tries = 200)
  void whateverPeopleWriteComesBackOnOneLine(
      @ForAll String label,
      @ForAll String by,
      @ForAll String comment,
      @ForAll @LongRange(min = 0, max = 253_402_300_799_999L) long from) {
    Decision decision =
        new Decision(
            Kind.LABEL, PUMP, from, from + 1, label, by, from, "seal", comment, "a~b~1", "pump:3");
    DecisionCodec.Entry entry = new DecisionCodec.Entry(new EntryId(from, 7), decision);

    String line = DecisionCodec.encode(entry);

    assertThat(line).doesNotContain("\n", "\r");
    assertThat(DecisionCodec.decodeEntry(line)).isEqualTo(entry);
    assertThat(DecisionCodec.decode(DecisionCodec.encode(decision))).isEqualTo(decision);
  }

  @Test
  void whatIsEmptyIsLeftOut() {
    Decision seen =
        new Decision(Kind.ACKNOWLEDGEMENT, PUMP, 1, 2, "", "anna", 3, "", "", "a~b~1", "");

    assertThat(DecisionCodec.encode(seen))
        .isEqualTo(
            "{\"kind\":\"acknowledgement\",\"device\":\"edge-01\",\"machine\":\"pump-01\","
                + "\"from\":1,\"to\":2,\"by\":\"anna\",\"at\":3,\"alarm\":\"a~b~1\"}");
  }

  @Test
  void itIsAboutItsAlarmOrElseItsMachineAndTime() {
    assertThat(label("").about()).isEqualTo("edge-01/pump-01/1/2");
    assertThat(label("a~b~1").about()).isEqualTo("a~b~1");
  }

  @Test
  void maintenanceIsAboutItsMachineOrSiteAndItsBeginSoThatItsEndCanBeMoved() {
    Decision ofMachine = maintenance(PUMP, "");
    Decision ofSite = maintenance(Decision.NO_MACHINE, "Hall 2");

    assertThat(ofMachine.until(99).about()).isEqualTo(ofMachine.about());
    assertThat(ofSite.about()).isEqualTo("site Hall 2/1");
    assertThat(ofSite.site()).contains("Hall 2");
    assertThat(ofMachine.site()).isEmpty();
    for (Decision window : List.of(ofMachine, ofSite)) {
      assertThat(DecisionCodec.decode(DecisionCodec.encode(window))).isEqualTo(window);
    }
  }

  private static Decision maintenance(MachineId machine, String site) {
    return new Decision(Kind.MAINTENANCE, machine, 1, 5, site, "anna", 1, "", "oil", "", "");
  }

  private static Decision label(String alarm) {
    return new Decision(Kind.LABEL, PUMP, 1, 2, "ok", "anna", 3, "", "", alarm, "");
  }

  @Test
  void entriesAreInTheOrderOfTheirTimeAndNumber() {
    assertThat(EntryId.parse("9-11")).isGreaterThan(EntryId.parse("9-2"));
    assertThat(EntryId.parse("10-0")).isGreaterThan(EntryId.parse("9-11"));
    assertThat(EntryId.parse("9-11")).hasToString("9-11");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{}",
        "{\"kind\":\"label\",\"device\":\"d\",\"machine\":\"m\",\"from\":\"x\",\"to\":1,\"at\":1}",
        "{\"kind\":\"maintenance\",\"from\":1,\"to\":1,\"at\":1}"
      })
  void whatIsNoDecisionIsRefused(String text) {
    assertThatThrownBy(() -> DecisionCodec.decode(text))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> EntryId.parse("17")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aKindOfALaterVersionIsKeptAsItWasSaid() {
    String field = "{\"kind\":\"prophecy\",\"site\":\"north\",\"by\":\"Anna\",\"at\":7}";

    DecisionCodec.Entry entry = DecisionCodec.decodeEntry(new EntryId(5, 1), field);
    String line = DecisionCodec.encode(entry);

    assertThat(entry.decision().kind()).isEqualTo(Kind.OTHER);
    assertThat(DecisionCodec.encodeField(entry)).isEqualTo(field);
    assertThat(line).isEqualTo("{\"id\":\"5-1\"," + field.substring(1));
    assertThat(DecisionCodec.decodeEntry(line)).isEqualTo(entry);
  }
}
