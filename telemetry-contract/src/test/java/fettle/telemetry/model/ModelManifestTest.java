package fettle.telemetry.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelManifestTest {
  private static final String HASH = "ab".repeat(32);

  private static final String WRITTEN =
      """
      {"v":1,"models":[{"name":"pump","version":3,"uri":"pump-3.onnx","sha256":"%s",
      "machines":["pump-*","fan-?"]}]}"""
          .formatted(HASH);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"v\":1 | \"v\":2 | version v is not 1",
        "\"models\" | \"model\" | the manifest has no list",
        "\"name\":\"pump\" | \"name\":\" \" | models[0] has no name",
        "\"version\":3 | \"version\":0 | models[0] has no version from 1 on",
        "\"uri\" | \"url\" | models[0] has no uri",
        "abab\" | abAB\" | models[0] has no sha256 of 64 lower-case hex digits",
        "\"machines\" | \"machine\" | models[0] names no machines",
        "]}]} | ]}] | not valid JSON",
      })
  void whatIsWrongIsSaid(String right, String wrong, String said) {
    String text = WRITTEN.replace(right, wrong);

    assertThat(text).isNotEqualTo(WRITTEN);
    assertThatThrownBy(() -> ModelManifest.decode(bytes(text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(said);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
