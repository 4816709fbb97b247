package fettle.gateway.repeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fettle.gateway.repeat.SeenSequences.Arrival;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SeenSequencesTest {

  @Property
  void withinItsBoundsItAgreesWithASetAlsoAfterPackingAndUnpacking(
      @ForAll @Size(max = 200) List<@IntRange(min = 0, max = 90) Integer> arrivals) {
    SeenSequences seen = new SeenSequences(3, 64);
    Set<String> reference = new HashSet<>();

    for (int arrival : arrivals) {
      String session = "session-" + arrival % 3;
      boolean first = reference.add(session + ":" + arrival);
      assertThat(seen.add(session, arrival)).isEqualTo(first ? Arrival.FIRST : Arrival.REPEAT);
      seen = SeenSequences.decode(seen.encode(), 3, 64);
    }
  }

  @Test
  void countsWhatIsMissingUntilItArrives() {
    SeenSequences seen = new SeenSequences(8, 64);
    seen.add("a", 10);
    seen.add("a", 13);
    assertThat(seen.missing()).isEqualTo(2);

    seen.add("a", 11);

    assertThat(seen.missing()).isEqualTo(1);
  }

  @Test
  void closesTheOldestGapWhenThereAreTooMany() {
    SeenSequences seen = new SeenSequences(8, 2);
    seen.add("a", 0);
    seen.add("a", 2);

    assertThat(seen.add("a", 4)).isEqualTo(Arrival.FIRST_AND_FORGOT);
    assertThat(seen.add("a", 1)).isEqualTo(Arrival.REPEAT);
    assertThat(seen.add("a", 3)).isEqualTo(Arrival.FIRST);
  }

  @Test
  void forgetsTheLongestSilentSessionWhenThereAreTooMany() {
    SeenSequences seen = new SeenSequences(2, 64);
    seen.add("a", 0);
    seen.add("b", 0);
    seen.add("a", 1);

    assertThat(seen.add("c", 0)).isEqualTo(Arrival.FIRST_AND_FORGOT);
    assertThat(seen.add("a", 1)).isEqualTo(Arrival.REPEAT);
    assertThat(seen.add("b", 0)).isEqualTo(Arrival.FIRST_AND_FORGOT);
  }

  @Test
  void takesTheHighestNumberThereIs() {
    SeenSequences seen = new SeenSequences(2, 64);

    assertThat(seen.add("a", Long.MAX_VALUE)).isEqualTo(Arrival.FIRST);
    assertThat(seen.add("a", 0)).isEqualTo(Arrival.FIRST);
    assertThat(SeenSequences.decode(seen.encode(), 2, 64).add("a", Long.MAX_VALUE))
        .isEqualTo(Arrival.REPEAT);
  }

  @Test
  void bytesCutShortAreNamed() {
    SeenSequences seen = new SeenSequences(2, 64);
    seen.add("a", 5);
    byte[] packed = seen.encode();

    assertThatThrownBy(
            () -> SeenSequences.decode(java.util.Arrays.copyOf(packed, packed.length - 1), 2, 64))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cut short");
  }
}
