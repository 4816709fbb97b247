package fettle.dashboard.origin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {
  @ParameterizedTest
  @ValueSource(strings = {"http://fettle.example:8080", "https://FETTLE.example:8080"})
  void anOriginWithTheHostOfTheRequestIsOwn(String origin) {
    assertThat(Origins.isOwn(origin, "fettle.example:8080")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://fettle.example",
        "http://fettle.example:8081",
        "http://fettle.example:8080.evil.example",
        "http://evil.example:8080",
        "null",
        "",
        "::"
      })
  void anyOtherOriginIsNot(String origin) {
    assertThat(Origins.isOwn(origin, "fettle.example:8080")).isFalse();
  }
}
