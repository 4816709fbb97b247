package fettle.edge;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.edge.KnownDesired.Step;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KnownDesiredTest {
  private final KnownDesired known = new KnownDesired();

  @Test
  void wholeThatArrivesAfterANewerPatchChangesNothing() {
    known.whole(4, Map.of("a", 1L));
    known.patch(5, Map.of("a", 2L));

    assertThat(known.whole(4, Map.of("a", 1L))).isEqualTo(new Step.Stale());

    assertThat(known.patch(6, Map.of("b", 3L))).isEqualTo(next(6, Map.of("a", 2L, "b", 3L)));
  }

  @Test
  void patchBeyondAMissedOneAsksForTheWhole() {
    known.whole(4, Map.of("a", 1L));

    assertThat(known.patch(6, Map.of("a", 2L))).isEqualTo(new Step.Gap());
  }

  @Test
  void patchThatComesAgainChangesNothing() {
    known.whole(4, Map.of("a", 1L));

    assertThat(known.patch(4, Map.of("a", 0L))).isEqualTo(new Step.Stale());
  }

  @Test
  void newConnectionMayBeToATwinWithLowerVersions() {
    known.whole(40, Map.of("a", 1L));
    known.forget();

    assertThat(known.whole(1, Map.of("b", 1L))).isEqualTo(next(1, Map.of("b", 1L)));
  }

  @Test
  void patchBeforeTheWholeOfANewConnectionIsNotMergedIntoTheOldOne() {
    known.whole(4, Map.of("a", 1L));
    known.forget();

    assertThat(known.patch(5, Map.of("b", 1L))).isEqualTo(new Step.Gap());
  }

  private static Step next(int version, Map<String, Object> values) {
    return new Step.Next(new DesiredProperties(version, values));
  }
}
