package fettle.telemetry.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ModelsInUseTest {
  private static final ModelsInUse IN_USE =
      new ModelsInUse(
          "ab12", List.of("pump-a:3", "pump-b:3"), 1_700_000_000_000L, "why \"so\"", true);

  @Test
  void whatIsWrittenIsReadAgain() {
    assertThat(ModelsInUse.decode(IN_USE.encode())).isEqualTo(IN_USE);
  }

  @Test
  void fieldsOfALaterProgramArePassedOver() {
    String later = IN_USE.encode().replace("{", "{\"later\":{\"a\":[1]},");

    assertThat(ModelsInUse.decode(later)).isEqualTo(IN_USE);
  }

  @Test
  void whatIsNoneIsRefused() {
    for (String text : new String[] {"", "[]", "{", "{\"models\":{}}"}) {
      assertThatThrownBy(() -> ModelsInUse.decode(text))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
