package fettle.dashboard.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {

  @ParameterizedTest
  @CsvSource({
    "de, GERMAN",
    "de-AT, GERMAN",
    "'fr, de;q=0.7, en;q=0.5', GERMAN",
    "'en-GB, de;q=0.9', ENGLISH",
    "'de;q=0.2, en;q=0.8', ENGLISH",
    "fr, ENGLISH",
    "*, ENGLISH",
    "'', ENGLISH",
    "';;q=x', ENGLISH",
  })
  void theBrowserIsAsked(String header, Language expected) {
    assertThat(Language.of(null, header)).isEqualTo(expected);
  }

  @Test
  void whatThePersonChoseGoesBeforeWhatTheBrowserSays() {
    assertThat(Language.of("en", "de")).isEqualTo(Language.ENGLISH);
    assertThat(Language.of("de", null)).isEqualTo(Language.GERMAN);
  }

  @Test
  void aChoiceThatIsNoneCountsNothing() {
    assertThat(Language.of("\"><script>", "de")).isEqualTo(Language.GERMAN);
  }
}
