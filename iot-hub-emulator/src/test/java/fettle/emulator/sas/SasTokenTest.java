package fettle.emulator.sas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SasTokenTest {

  private static final String KEY =
      Base64.getEncoder().encodeToString("a key of this test".getBytes(StandardCharsets.UTF_8));
  private static final Instant EXPIRY = Instant.ofEpochSecond(1_900_000_000L);

  private static SasToken token(String resource) {
    return SasToken.parse(SasToken.create(resource, KEY, EXPIRY, null)).orElseThrow();
  }

  @Test
  void aTokenMadeWithAKeyIsSignedWithIt() {
    assertThat(token("hub.local/devices/d").signedWith(KEY)).isTrue();
  }

  @Test
  void aTokenIsNotSignedWithAnotherKey() {
    String other = Base64.getEncoder().encodeToString(new byte[32]);
    assertThat(token("hub.local/devices/d").signedWith(other)).isFalse();
  }

  @Test
  void theSignatureCoversTheResourceAsItWasWritten() {
    // lower-case escapes, as some SDKs write them, and the fields in another order
    String signed = "hub.local%2fdevices%2fd\n1900000000";
    String sig =
        SasToken.sign(signed, KEY).replace("+", "%2B").replace("=", "%3D").replace("/", "%2F");
    String text = "SharedAccessSignature sig=" + sig + "&se=1900000000&sr=hub.local%2fdevices%2fd";
    SasToken token = SasToken.parse(text).orElseThrow();
    assertThat(token.resource()).isEqualTo("hub.local/devices/d");
    assertThat(token.signedWith(KEY)).isTrue();
  }

  @Test
  void aChangedExpiryBreaksTheSignature() {
    String text = SasToken.create("hub.local/devices/d", KEY, EXPIRY, null);
    String longer = text.replace("se=1900000000", "se=1900000001");
    assertThat(longer).isNotEqualTo(text);
    assertThat(SasToken.parse(longer).orElseThrow().signedWith(KEY)).isFalse();
  }

  @Test
  void expiryIsTheFirstMomentAtWhichTheTokenIsWorthNothing() {
    SasToken token = token("hub.local/devices/d");
    assertThat(token.expiredAt(EXPIRY.minusMillis(1))).isFalse();
    assertThat(token.expiredAt(EXPIRY)).isTrue();
  }

  @Test
  void aTokenForADeviceCoversItsModulesAndNoOtherDevice() {
    SasToken token = token("hub.local/devices/d");
    assertThat(token.covers("hub.local/devices/d")).isTrue();
    assertThat(token.covers("HUB.local/devices/d/modules/m")).isTrue();
    assertThat(token.covers("hub.local/devices/d2")).isFalse();
    assertThat(token.covers("hub.local/devices")).isFalse();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "SharedAccessSignature ",
        "SharedAccessSignature sr=a&se=1",
        "SharedAccessSignature sr=a&se=soon&sig=YQ%3D%3D",
        "SharedAccessSignature sr=a&se=99999999999999999999&sig=YQ%3D%3D",
        "SharedAccessSignature sr=a&se=1&sig=***",
        "SharedAccessSignature sr=a&sr=b&se=1&sig=YQ%3D%3D",
        "SharedAccessSignature sr=%zz&se=1&sig=YQ%3D%3D",
        "SharedAccessSignature &&&",
        "Bearer abc"
      })
  void whatIsNoTokenIsNoToken(String text) {
    assertThat(SasToken.parse(text)).isEmpty();
  }
}
