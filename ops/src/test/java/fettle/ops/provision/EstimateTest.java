package fettle.ops.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EstimateTest {
  private static ProvisionSection config(
      String sku, int units, LoadSettings load, Map<String, Double> prices) {
    HubSettings hub = new HubSettings(null, sku, units, null, null, null, null, null);
    return new ProvisionSection(null, hub, null, null, null, null, null, load, prices);
  }

  private static Estimate estimate(String sku, int units, int machines, double flushSeconds) {
    return Estimate.of(
        config(
            sku,
            units,
            new LoadSettings(machines, 8, 10.0, flushSeconds, 0, null, null),
            Map.of()));
  }

  @Test
  void aMessageIsCountedInPiecesOfFourKilobytes() {
    Estimate estimate = estimate("S1", 1, 1, 10);

    assertThat(estimate.messagesPerDay()).isEqualTo(8_640);
    assertThat(estimate.messageBytes()).isEqualTo(420 + 100 * (24 + 8 * 7));
    assertThat(estimate.piecesPerDay()).isEqualTo(8_640 * 3);
  }

  @Test
  void aBatchThatIsTooLargeForOneMessageIsSeveral() {
    Estimate estimate = estimate("S1", 1, 1, 200);

    assertThat(estimate.messagesPerDay()).isEqualTo(432 * 3);
    assertThat(estimate.messageBytes()).isLessThanOrEqualTo(65_536);
  }

  @Test
  void sketchesCountAsMessagesOfTheirOwn() {
    LoadSettings load = new LoadSettings(10, 8, 1.0, 10.0, 300, null, null);

    Estimate estimate = Estimate.of(config("S1", 1, load, Map.of()));

    assertThat(estimate.messagesPerDay()).isEqualTo(10 * (8_640 + 288));
    assertThat(estimate.sketches().messageBytes()).isBetween(8_000L, 8_300L);
    assertThat(estimate.piecesPerDay()).isEqualTo(10 * (8_640 + 288 * 3 + 24 * 2));
  }

  @Test
  void theQuotaOfTheTierDecidesTheUnits() {
    Estimate estimate = estimate("S1", 1, 100, 10);

    assertThat(estimate.unitsNeeded()).isEqualTo(7);
    assertThat(estimate.warnings())
        .singleElement()
        .asString()
        .startsWith("quota: 2,592,000 messages of 4 KB a day, but 1 S1 unit(s) allow 400,000")
        .contains("from 3.7 h on");
  }

  @Test
  void theThrottleIsSharedByAllUnitsUpToAHundredASecond() {
    assertThat(estimate("S1", 8, 100, 1).warnings()).noneMatch(line -> line.startsWith("throttle"));
    assertThat(estimate("S1", 8, 101, 1).warnings()).anyMatch(line -> line.startsWith("throttle"));
    assertThat(estimate("S1", 9, 108, 1).warnings()).noneMatch(line -> line.startsWith("throttle"));
  }

  @Test
  void aPriceInTheConfigReplacesTheListPrice() {
    LoadSettings load = new LoadSettings(null, null, null, null, null, null, null);
    Estimate list = Estimate.of(config("S1", 2, load, Map.of()));
    Estimate own = Estimate.of(config("S1", 2, load, Map.of("hubS1UnitMonth", 20.0)));

    assertThat(list.total() - own.total()).isCloseTo(10, within(1e-9));
  }
}
