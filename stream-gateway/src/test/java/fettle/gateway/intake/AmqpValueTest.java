package fettle.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AmqpValueTest {

  @Test
  void readsTheTimestampOfARealHub() {
    assertThat(AmqpValue.millis(hex("830000016a0fefe003"))).hasValue(0x16a0fefe003L);
  }

  @Test
  void readsStringsAndSymbolsShortAndLong() {
    assertThat(AmqpValue.text(hex("a10570756d7031"))).isEqualTo("pump1");
    assertThat(AmqpValue.text(hex("b10000000570756d7031"))).isEqualTo("pump1");
    assertThat(AmqpValue.text(hex("a30570756d7031"))).isEqualTo("pump1");
    assertThat(AmqpValue.text(hex("b30000000570756d7031"))).isEqualTo("pump1");
  }

  @Test
  void readsNumbersAndBooleans() {
    assertThat(AmqpValue.text(hex("5507"))).isEqualTo("7");
    assertThat(AmqpValue.text(hex("7100000102"))).isEqualTo("258");
    assertThat(AmqpValue.text(hex("81000000000000002a"))).isEqualTo("42");
    assertThat(AmqpValue.text(hex("41"))).isEqualTo("true");
    assertThat(AmqpValue.text(hex("42"))).isEqualTo("false");
    assertThat(AmqpValue.text(hex("5601"))).isEqualTo("true");
  }

  @Test
  void takesPlainTextAsItIsEvenWhenItLooksLikeAnAmqpInteger() {
    assertThat(AmqpValue.text(utf8("pump1"))).isEqualTo("pump1");
    assertThat(AmqpValue.text(utf8("scored"))).isEqualTo("scored");
    assertThat(AmqpValue.text(utf8("R2"))).isEqualTo("R2");
  }

  @Test
  void takesAStringThatEndsBeforeItsLengthAsPlainText() {
    assertThat(AmqpValue.text(hex("a1"))).hasSize(1);
    assertThat(AmqpValue.text(hex("b3000000"))).hasSize(4);
    assertThat(AmqpValue.text(hex("b1ffffffff"))).hasSize(5);
  }

  @Test
  void readsTimesWrittenAsText() {
    assertThat(AmqpValue.millis(utf8("1763900000000"))).hasValue(1_763_900_000_000L);
    assertThat(AmqpValue.millis(utf8("2025-11-23T12:13:20Z"))).hasValue(1_763_900_000_000L);
    assertThat(AmqpValue.millis(utf8("yesterday"))).isEmpty();
  }

  @Property
  void neverFails(@ForAll @Size(max = 20) byte[] bytes) {
    assertThat(AmqpValue.text(bytes)).isNotNull();
    assertThat(AmqpValue.millis(bytes)).isNotNull();
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aTimeBeyondSixtyFourBitsIsNone() {
    byte[] far = "+999999999-01-01T00:00:00Z".getBytes(StandardCharsets.UTF_8);

    assertThat(AmqpValue.millis(far)).isEmpty();
  }
}
