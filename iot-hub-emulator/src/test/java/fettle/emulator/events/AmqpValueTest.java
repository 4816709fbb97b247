package fettle.emulator.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class AmqpValueTest {

  @Test
  void encodesAnEnqueuedTimeAsTheRealEndpointDoes() {
    Instant sample = Instant.ofEpochMilli(0x016a0fefe003L);

    assertThat(HexFormat.ofDelimiter(" ").formatHex(AmqpValue.timestamp(sample)))
        .isEqualTo("83 00 00 01 6a 0f ef e0 03");
  }

  @Test
  void encodesShortStringsWithOneByteOfLength() {
    assertThat(AmqpValue.string("pump-ü"))
        .startsWith(0xA1, 7)
        .endsWith("pump-ü".getBytes(StandardCharsets.UTF_8));
    assertThat(AmqpValue.string("a".repeat(255))).hasSize(257).startsWith(0xA1, 0xFF);
  }

  @Test
  void encodesLongStringsWithFourBytesOfLength() {
    assertThat(AmqpValue.string("a".repeat(256))).hasSize(261).startsWith(0xB1, 0, 0, 1, 0, 'a');
  }
}
