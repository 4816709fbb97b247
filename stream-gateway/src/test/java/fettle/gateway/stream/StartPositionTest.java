package fettle.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.gateway.rollup.LostRecords;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StartPositionTest {

  @Test
  void aNewStoreStartsWithTheLog() {
    assertThat(StartPosition.of(OptionalLong.empty(), 7, 20)).isEqualTo(new StartPosition.At(7));
  }

  @Test
  void aStoreGoesOnWhereItIsEvenAtTheLogsEnd() {
    assertThat(StartPosition.of(OptionalLong.of(20), 7, 20)).isEqualTo(new StartPosition.At(20));
  }

  @Test
  void whatRetentionRemovedIsNamed() {
    assertThat(StartPosition.of(OptionalLong.of(3), 7, 20))
        .isEqualTo(new StartPosition.AfterLoss(new LostRecords(3, 7)));
  }

  @Test
  void aLogShorterThanTheStoreIsAnotherLog() {
    assertThat(StartPosition.of(OptionalLong.of(21), 0, 20))
        .isEqualTo(new StartPosition.Backwards(21, 20));
  }
}
