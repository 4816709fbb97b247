package fettle.dashboard.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExposureTest {
  private static final SignIn NOBODY = new SignIn(null, Optional.empty(), true);
  private static final Optional<String> PROVIDER = Optional.of("https://login.example");

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.3.0.1", "localhost", "::1"})
  void onLoopbackNobodyNeedsToSignIn(String host) {
    assertThatCode(() -> new Exposure(NOBODY, false, host).starting(new StartupEvent()))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "10.0.0.7"})
  void anywhereElseItDoesNotStartAndSaysWhatToSet(String host) {
    assertThatThrownBy(() -> new Exposure(NOBODY, false, host).starting(new StartupEvent()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("would listen on " + host)
        .hasMessageContaining("quarkus.oidc.auth-server-url")
        .hasMessageContaining("dashboard.sign-in.everybody-is-admin");
  }

  @Test
  void withAProviderOrAProxyThatIsAnsweredForItStarts() {
    SignIn signIn = new SignIn(null, PROVIDER, true);

    assertThatCode(() -> new Exposure(signIn, false, "0.0.0.0").starting(new StartupEvent()))
        .doesNotThrowAnyException();
    assertThatCode(() -> new Exposure(NOBODY, true, "0.0.0.0").starting(new StartupEvent()))
        .doesNotThrowAnyException();
  }

  @Test
  void aProviderThatIsSwitchedOffIsNone() {
    assertThat(new SignIn(null, PROVIDER, false).isOn()).isFalse();
  }
}
