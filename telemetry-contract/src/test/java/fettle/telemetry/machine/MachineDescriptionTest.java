package fettle.telemetry.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MachineDescriptionTest {
  private static final double NONE = SignalDescription.NO_LIMIT;

  @Property(tries = 200)
  void whatPeopleSayOfAMachineComesBack(
      @ForAll @AlphaChars @StringLength(max = 80) String name,
      @ForAll @AlphaChars @StringLength(min = 1, max = 128) String signal,
      @ForAll @DoubleRange(min = -1e9, max = 1e9) double low) {
    MachineDescription machine =
        new MachineDescription(
            name,
            "Köln \"Süd\"",
            "3/4 😀",
            Map.of(
                signal,
                new SignalDescription("Bearing", "°C", low, Math.nextUp(low)),
                "pressure in",
                new SignalDescription("", "bar", NONE, low)));

    assertThat(MachineDescriptionCodec.decode(MachineDescriptionCodec.encode(machine)))
        .isEqualTo(machine);
  }

  @Test
  void whatIsNotKnownIsLeftOut() {
    MachineDescription machine =
        new MachineDescription(
            "Feed pump",
            "",
            "",
            Map.of(
                "flow",
                SignalDescription.NONE,
                "temperature",
                new SignalDescription("", "°C", NONE, 80)));

    assertThat(MachineDescriptionCodec.encode(machine))
        .isEqualTo(
            "{\"name\":\"Feed pump\",\"signals\":{\"temperature\":{\"unit\":\"°C\",\"high\":80.0}}}");
    assertThat(MachineDescriptionCodec.decode("{}")).isEqualTo(MachineDescription.NONE);
    assertThat(machine.signal("flow")).isEqualTo(SignalDescription.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "10, 80, 9.9, true",
    "10, 80, 10, false",
    "10, 80, 80.1, true",
    "NaN, 80, -1000, false",
    "10, NaN, 1000, false",
    "10, 80, NaN, false",
    "NaN, NaN, 7, false"
  })
  void aValueIsOutsideBeyondALimitThatThereIs(
      double low, double high, double value, boolean outside) {
    assertThat(new SignalDescription("", "", low, high).isOutside(value)).isEqualTo(outside);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "[] | a machine's description must be a JSON object",
        "{ | a machine's description is not valid JSON",
        "{\"site\":7} | site must be a text",
        "{\"signals\":[]} | signals must be a JSON object",
        "{\"signals\":{\"t\":1}} | signals.t must be a JSON object",
        "{\"signals\":{\"t\":{\"low\":\"1\"}}} | signals.t.low must be a number",
        "{\"signals\":{\"t\":{\"low\":2,\"high\":2}}} | signals.t: low=2.0 must be below high=2.0",
        "{\"signals\":{\"t\":{\"high\":1e999}}} | signals.t: a limit must be a finite number",
        "{\"signals\":{\"t\":{\"unit\":\"123456789012345678901\"}}} | signals.t: unit must have at most 20",
        "{\"name\":\"two\\nlines\"} | name must be on one line",
        "{\"name\":\"half \\ud83d\"} | name must be on one line",
        "{\"signals\":{\" t\":{\"low\":1}}} | ' t' is no name of a signal"
      })
  void whatIsNoDescriptionIsRefusedWithItsPlaceAndTheRule(String text, String reason) {
    assertThatThrownBy(() -> MachineDescriptionCodec.decode(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void textsAndSignalsAreBounded() {
    Map<String, SignalDescription> many = new HashMap<>();
    for (int i = 0; i <= MachineDescription.MOST_SIGNALS; i++) {
      many.put("s" + i, SignalDescription.NONE);
    }

    assertThatThrownBy(() -> new MachineDescription("", "", "", many))
        .hasMessageContaining("at most 256 signals");
    assertThatThrownBy(() -> new MachineDescription("", "", "x".repeat(81), Map.of()))
        .hasMessageContaining("line must have at most 80 characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"  Feed pump ", "Feed pump"})
  void spacesAroundAreNoPartOfAName(String name) {
    assertThat(new MachineDescription(name, "", "", Map.of()).name()).isEqualTo("Feed pump");
  }
}
