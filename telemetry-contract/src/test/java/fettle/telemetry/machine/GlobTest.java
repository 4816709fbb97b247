package fettle.telemetry.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GlobTest {

  @Test
  void aStarStandsForAnyCharactersAndAQuestionMarkForOne() {
    Glob pumps = new Glob("pump-?/*");

    assertThat(pumps.matches("pump-1/")).isTrue();
    assertThat(pumps.matches("pump-1/flow")).isTrue();
    assertThat(pumps.matches("pump-/flow")).isFalse();
    assertThat(pumps.matches("pump-10/flow")).isFalse();
  }

  @Test
  void everythingElseStandsForItself() {
    Glob odd = new Glob("a.b\\E[c]");

    assertThat(odd.matches("a.b\\E[c]")).isTrue();
    assertThat(odd.matches("axb\\E[c]")).isFalse();
    assertThat(odd.matches("A.b\\E[c]")).isFalse();
  }
}
