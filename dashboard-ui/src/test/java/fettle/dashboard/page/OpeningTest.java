package fettle.dashboard.page;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.dashboard.fleet.Condition;
import fettle.dashboard.fleet.FleetQuery;
import fettle.dashboard.fleet.Sort;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpeningTest {

  @Test
  void whatTheFleetsAddressSaysIsAskedFor() {
    FleetQuery query =
        Opening.ofFleet("Feed pump", "anomalous,offline", "Leipzig", "-score").orElseThrow();

    assertThat(query.filter().words()).isEqualTo(List.of("feed", "pump"));
    assertThat(query.filter().conditions())
        .isEqualTo(Set.of(Condition.ANOMALOUS, Condition.OFFLINE));
    assertThat(query.filter().site()).isEqualTo("Leipzig");
    assertThat(query.sort()).isEqualTo(new Sort(Sort.Column.SCORE, true));
    assertThat(Opening.ofFleet(null, null, null, null).orElseThrow().sort())
        .isEqualTo(Sort.WORST_FIRST);
  }

  @Test
  void whatNobodyKnowsIsLeftToTheScript() {
    assertThat(Opening.ofFleet("", "happy", "", "")).isEmpty();
    assertThat(Opening.ofFleet("x".repeat(500), "", "", "")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    ", PT2M",
    "15m, PT15M",
    "48h, PT48H",
    "1s, PT2M",
    "49h, PT2M",
    "9999999d, PT2M",
    "x, PT2M"
  })
  void aMachinesAddressSaysHowLongUntilNow(String range, Duration span) {
    assertThat(Opening.ofMachine(range, null, null)).contains(span);
  }

  @Test
  void aStretchOfThePastIsNoneOfTheSockets() {
    assertThat(Opening.ofMachine("2m", "2026-01-01T00:00:00Z", "2026-01-01T01:00:00Z")).isEmpty();
  }
}
