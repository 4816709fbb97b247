package fettle.inference.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MachineCountersTest {

  @Test
  void machineNotHeardOfForLongestMakesRoom() {
    MachineCounters counters = new MachineCounters(2);
    counters.rejected("a");
    counters.rejected("b");
    counters.rejected("a");
    counters.rejected("c");

    assertThat(counters.snapshot()).containsOnlyKeys("a", "c");
    assertThat(counters.snapshot().get("a").rejected()).isEqualTo(2);
    assertThat(counters.rejected()).isEqualTo(4);
  }
}
