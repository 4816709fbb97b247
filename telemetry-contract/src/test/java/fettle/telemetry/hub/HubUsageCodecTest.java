package fettle.telemetry.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fettle.telemetry.hub.HubWarning.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class HubUsageCodecTest {
  private static final HubUsage USAGE =
      new HubUsage(
          "plant-a",
          1_763_900_000_000L,
          324_000,
          400_000,
          13_500,
          1_763_920_000_000L,
          7,
          100,
          List.of(
              new HubWarning(Kind.QUOTA, 80, 1_763_856_000_000L),
              new HubWarning(Kind.THROTTLE, 0, 1_763_899_000_000L)));

  @Test
  void whatIsUsedComesBack() {
    assertThat(HubUsageCodec.decode(HubUsageCodec.encode(USAGE))).isEqualTo(USAGE);
    HubUsage calm = new HubUsage("plant-a", 1, 0, 0, 0, 0, 0, 0, List.of());
    assertThat(HubUsageCodec.decode(HubUsageCodec.encode(calm))).isEqualTo(calm);
  }

  @Test
  void aShareIsOfTheQuotaAndNothingWithoutOne() {
    assertThat(USAGE.share()).isEqualTo(0.81);
    assertThat(new HubUsage("h", 1, 5, 0, 0, 0, 0, 0, List.of()).share()).isZero();
  }

  @Test
  void whatIsNoObjectIsRefused() {
    assertThatThrownBy(() -> HubUsageCodec.decode("[]"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("what the hub has taken");
  }
}
