package fettle.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SketchCodecTest {

  private static final SketchCodec CODEC = new SketchCodec(new Limits(100_000, 8, 1));

  @Test
  void messageComesBackAsItWasSent() {
    SketchMessage sent = message("{\"signals\":{},\"score\":[1,2.5]}");

    SketchMessage read = ((DecodedSketch.Valid) CODEC.decode(CODEC.encode(sent))).message();

    assertThat(read.messageId()).isEqualTo("pump-01:s1:3");
    assertThat(read.model()).isEqualTo("pump:3");
    assertThat(read.from()).isEqualTo(1_000);
    assertThat(read.to()).isEqualTo(2_000);
    assertThat(read.signals().sequencedKeySet()).containsExactly("temperature", "flow");
    assertThat(read.signals().get("flow")).containsExactly(7, 8);
    assertThat(read.score()).containsExactly(9);
    assertThat(read.reference()).isEqualTo(sent.reference());
  }

  @Test
  void referenceIsLeftOutWhereThereIsNone() {
    byte[] body = CODEC.encode(message(null));

    assertThat(new String(body, StandardCharsets.UTF_8)).doesNotContain("reference");
    assertThat(((DecodedSketch.Valid) CODEC.decode(body)).message().reference()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"v\":1 | \"v\":2 | UNKNOWN_VERSION",
        "\"v\":1, | '' | MISSING_FIELD",
        "pump-01 | pump/01 | BAD_MACHINE",
        "\"seq\":3 | \"seq\":-3 | BAD_SEQUENCE",
        "\"s1\" | \"\" | BAD_SEQUENCE",
        "\"pump:3\" | \"\" | BAD_MODEL",
        "\"from\":1000 | \"from\":-1 | BAD_TIME",
        "\"from\":1000 | \"from\":3000 | TIME_ORDER",
        "\"flow\" | \"temperature\" | BAD_SIGNAL",
        "\"Bwg=\" | \"Bw\\u0000\" | BAD_SKETCH",
        "\"Bwg=\" | 7 | WRONG_TYPE",
        "\"to\":2000 | \"to\":2000000000000000000000 | WRONG_TYPE",
        "\"score\":\"CQ==\" | \"other\":1 | MISSING_FIELD",
        "{\"v\" | [\"v\" | NOT_JSON"
      })
  void whatIsNoMessageHasAReason(String part, String instead, RejectReason reason) {
    String body = new String(CODEC.encode(message(null)), StandardCharsets.UTF_8);
    String wrong = body.replace(part, instead);
    assertThat(wrong).isNotEqualTo(body);

    DecodedSketch decoded = CODEC.decode(wrong.getBytes(StandardCharsets.UTF_8));

    assertThat(decoded)
        .isInstanceOfSatisfying(
            DecodedSketch.Rejected.class,
            rejected -> assertThat(rejected.reason()).isEqualTo(reason));
  }

  @Test
  void moreSignalsThanTheLimitAreRefused() {
    SequencedMap<String, byte[]> signals = new LinkedHashMap<>();
    for (int i = 0; i < 9; i++) {
      signals.put("s" + i, new byte[] {1});
    }
    byte[] body =
        CODEC.encode(new SketchMessage("m", "s", 0, "p:1", 1, 2, signals, new byte[] {1}, null));

    assertThat(CODEC.decode(body))
        .isInstanceOfSatisfying(
            DecodedSketch.Rejected.class,
            no -> assertThat(no.reason()).isEqualTo(RejectReason.TOO_MANY_SIGNALS));
  }

  @Property(tries = 200)
  void aBodyCutShortIsRefused(@ForAll @IntRange(max = 150) int length) {
    byte[] whole = CODEC.encode(message("{\"a\":[1]}"));

    assertThat(CODEC.decode(Arrays.copyOf(whole, length)))
        .isInstanceOf(DecodedSketch.Rejected.class);
  }

  private static SketchMessage message(String reference) {
    SequencedMap<String, byte[]> signals = new LinkedHashMap<>();
    signals.put("temperature", new byte[] {1, 2, 3});
    signals.put("flow", new byte[] {7, 8});
    return new SketchMessage(
        "pump-01", "s1", 3, "pump:3", 1_000, 2_000, signals, new byte[] {9}, reference);
  }
}
