package fettle.gateway.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharedAccessKeyTest {
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(1_000_000));

  @Test
  void aTokenIsSignedOverHostAndExpiry() {
    SharedAccessKey key =
        SharedAccessKey.of(
            "HostName=plant-a.azure-devices.net;SharedAccessKeyName=service;SharedAccessKey=c2VjcmV0",
            CLOCK);

    // HMAC-SHA256 of "plant-a.azure-devices.net\n1003600" with the key "secret"
    assertThat(key.header())
        .isEqualTo(
            "SharedAccessSignature sr=plant-a.azure-devices.net&sig=XhAgMgjWejDXrPIsNbrGR%2BvBdJtcaRFtib%2BhCqoYBHg%3D&se=1003600&skn=service");
    assertThat(key).hasToString("SharedAccessKey[service of plant-a.azure-devices.net]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SharedAccessKeyName=a;SharedAccessKey=c2VjcmV0 | has no HostName",
        "HostName=h;SharedAccessKey=c2VjcmV0 | has no SharedAccessKeyName",
        "HostName=h;SharedAccessKeyName=a | has no SharedAccessKey",
        "HostName=h;SharedAccessKeyName=a;SharedAccessKey=!! | has a SharedAccessKey that is not base64"
      })
  void aStringThatLacksAPartIsRefusedWithoutRepeatingIt(String text, String reason) {
    assertThatThrownBy(() -> SharedAccessKey.of(text, CLOCK)).hasMessage(reason);
  }
}
