package fettle.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class TwinReporterTest {
  private static final Map<String, Object> CLEARING = Collections.singletonMap("old", null);

  private final List<Map<String, Object>> patches = new ArrayList<>();
  private long count = 1;
  private Uni<Void> answer = Uni.createFrom().voidItem();
  private final TwinReporter<Long> reporter =
      new TwinReporter<>(
          () -> count,
          (now, last) -> now.equals(last) ? Map.of() : Map.of("count", now),
          CLEARING,
          patch -> {
            patches.add(patch);
            return answer;
          });

  @Test
  void firstReportTakesAwayWhatAnEarlierLifeLeft() {
    reporter.report();

    assertThat(patches).containsExactly(CLEARING, Map.of("count", 1L));
  }

  @Test
  void unchangedStateIsNotReportedAgain() {
    reporter.report();
    patches.clear();

    reporter.report();

    assertThat(patches).isEmpty();
  }

  @Test
  void failedReportIsMadeUpForByTheNext() {
    reporter.report();
    patches.clear();
    count = 2;
    answer = refusal("the hub is away");
    reporter.report();
    answer = Uni.createFrom().voidItem();

    reporter.report();

    assertThat(patches).containsExactly(Map.of("count", 2L), Map.of("count", 2L));
  }

  @Test
  void failureOutOfTheTwinItselfDoesNotEndTheReporting() {
    answer = Uni.createFrom().failure(new IllegalArgumentException("no such key"));
    reporter.report();
    answer = Uni.createFrom().voidItem();

    reporter.report();

    assertThat(patches).containsExactly(CLEARING, CLEARING, Map.of("count", 1L));
  }

  @Test
  void oneReportAtATime() {
    List<UniEmitter<? super Void>> open = new ArrayList<>();
    answer = Uni.createFrom().emitter(open::add);
    reporter.report();
    reporter.report();
    assertThat(patches).containsExactly(CLEARING);

    open.removeFirst().complete(null);

    assertThat(patches).containsExactly(CLEARING, Map.of("count", 1L));
  }

  @Test
  void reportThatIsRefusedForEverIsToldOfOnceAReason() {
    List<String> warnings = new ArrayList<>();
    Handler handler = collecting(warnings);
    Logger log = Logger.getLogger(TwinReporter.class.getName());
    log.addHandler(handler);
    try {
      for (String reason : List.of("too large", "too large", "too large", "bad key", "bad key")) {
        answer = refusal(reason);
        reporter.report();
      }
    } finally {
      log.removeHandler(handler);
    }

    assertThat(warnings)
        .containsExactly(
            "the twin's report failed and is repeated: too large",
            "the twin's report failed and is repeated: bad key");
  }

  private static Uni<Void> refusal(String reason) {
    return Uni.createFrom()
        .failure(new EdgeException(EdgeException.Reason.NOT_ACKNOWLEDGED, reason));
  }

  private static Handler collecting(List<String> warnings) {
    return new Handler() {
      @Override
      public void publish(LogRecord record) {
        if (record.getLevel().intValue() >= Level.WARNING.intValue()) {
          warnings.add(record.getMessage());
        }
      }

      @Override
      public void flush() {
        // nothing is held back
      }

      @Override
      public void close() {
        // nothing is open
      }
    };
  }
}
