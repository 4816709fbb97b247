package fettle.dashboard.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignerTest {
  private static final String OLD = "the key that signed until yesterday";
  private static final String NEW = "the key that signs from today on...";
  private static final Scope SCOPE =
      new Scope("edge-01/pump-01", null, 1_000, 2_000, 0, 50_000, "ada", "id-1");

  private final Signer signer = new Signer(List.of(OLD));

  @Test
  void whatWasSignedIsKnownAgain() {
    assertThat(signer.open(signer.sign(SCOPE), 49_999)).isEqualTo(SCOPE);
  }

  @Test
  void aLinkEnds() {
    String token = signer.sign(SCOPE);

    assertThatThrownBy(() -> signer.open(token, 50_000))
        .isInstanceOf(LinkOver.class)
        .hasMessageContaining("ended at 1970-01-01T00:00:50Z");
  }

  @Test
  void aNewKeyLeavesOldLinksAsTheyAreUntilTheOldOneIsTakenAway() {
    String token = signer.sign(SCOPE);

    assertThat(new Signer(List.of(NEW, OLD)).open(token, 0)).isEqualTo(SCOPE);
    assertThatThrownBy(() -> new Signer(List.of(NEW)).open(token, 0)).isInstanceOf(LinkOver.class);
  }

  @Test
  void anotherMachineInTheSameSignatureIsNobodysLink() {
    String token = signer.sign(SCOPE);
    String other =
        new Signer(List.of(NEW))
            .sign(new Scope("edge-01/pump-02", null, 1_000, 2_000, 0, 50_000, "ada", "id-1"));

    String forged = other.split("\\.")[0] + "." + token.split("\\.")[1];

    assertThatThrownBy(() -> signer.open(forged, 0)).isInstanceOf(LinkOver.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a.b", "no dot", "%%%.%%%", "e30.e30"})
  void whatIsNoLinkIsSaidToBeNone(String token) {
    assertThatThrownBy(() -> signer.open(token, 0))
        .isInstanceOf(LinkOver.class)
        .hasMessageContaining("not known");
  }

  @Test
  void withoutAKeyNothingIsKnown() {
    Signer off = new Signer(List.of());

    assertThat(off.isOn()).isFalse();
    assertThatThrownBy(() -> off.open(signer.sign(SCOPE), 0)).isInstanceOf(LinkOver.class);
  }
}
