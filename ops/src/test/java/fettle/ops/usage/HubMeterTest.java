package fettle.ops.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How often a hub's tier is asked for; what is made of the answers is {@link MeasuringTest}'s. */
class HubMeterTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HUB = "/subscriptions/s/resourceGroups/g/providers/p/IotHubs/plant-a";
  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final HubMeter meter = new HubMeter(this::answer, HUB);
  private int tierAsked;
  private long limit = 800_000;
  private int units = 20;
  private boolean isBroken;

  private JsonNode answer(String path) throws IOException {
    if (path.startsWith(HUB + "/quotaMetrics?")) {
      return JSON.readTree(
          "{\"value\":[{\"name\":\"TotalMessages\",\"currentValue\":1,\"maxValue\":%d}]}"
              .formatted(limit));
    }
    if (path.startsWith(HUB + "?")) {
      tierAsked++;
      return JSON.readTree("{\"sku\":{\"name\":\"S1\",\"capacity\":%d}}".formatted(units));
    }
    if (isBroken) {
      throw new IOException("the metrics are away");
    }
    return JSON.createObjectNode();
  }

  @Test
  void theTierIsAskedForOnceAnHour() throws Exception {
    for (int minute = 0; minute < 60; minute++) {
      assertThat(meter.read(NOON.plus(MINUTE.multipliedBy(minute))).sendsPerSecond())
          .isEqualTo(240);
    }
    assertThat(tierAsked).isEqualTo(1);

    meter.read(NOON.plus(Duration.ofHours(1)));

    assertThat(tierAsked).isEqualTo(2);
  }

  @Test
  void aTierWithAnotherQuotaIsAskedForAtOnce() throws Exception {
    meter.read(NOON);
    units = 40;
    limit = 2 * limit;

    HubMeter.Reading after = meter.read(NOON.plus(MINUTE));

    assertThat(after.sendsPerSecond()).isEqualTo(480);
  }

  @Test
  void afterAMeasurementThatFailedItIsAskedForAgain() throws Exception {
    meter.read(NOON);
    isBroken = true;
    assertThatThrownBy(() -> meter.read(NOON.plus(MINUTE))).hasMessage("the metrics are away");
    isBroken = false;
    units = 40;

    HubMeter.Reading after = meter.read(NOON.plus(MINUTE.multipliedBy(2)));

    assertThat(after.sendsPerSecond()).isEqualTo(480);
  }

  @Test
  void aClockThatWentBackMakesNoTierHoldLonger() throws Exception {
    meter.read(NOON);

    meter.read(NOON.minus(Duration.ofDays(1)));

    assertThat(tierAsked).isEqualTo(2);
  }
}
