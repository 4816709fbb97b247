package fettle.gateway.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest {

  /** The example of the Standard Webhooks specification's own libraries. */
  @Test
  void itIsTheOneThatTheStandardsLibrariesMake() {
    Signature signature = Signature.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    assertThat(
            signature.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, "{\"test\": 2432232314}"))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "whsec_", "whsec_c2hvcnQ=", "whsec_%%%"})
  void aSecretThatIsNoneIsRefusedWithoutBeingNamed(String secret) {
    assertThatThrownBy(() -> Signature.of(secret))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be whsec_ and 24 to 64 bytes in Base64");
  }
}
