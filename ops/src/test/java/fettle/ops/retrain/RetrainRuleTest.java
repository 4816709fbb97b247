package fettle.ops.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fettle.ops.Failure;
import fettle.ops.environment.EnvironmentFile;
import fettle.ops.retrain.ModelHealth.Drifted;
import fettle.ops.retrain.ModelHealth.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetrainRuleTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final RetrainSection ON_DRIFT = section("PT1H", null);
  private static final RetrainSection ON_PRECISION = section(null, 0.6);

  @TempDir Path folder;

  private static RetrainSection section(String onDrift, Double onPrecision) {
    return new RetrainSection(onDrift, onPrecision, 20, "P1D", null);
  }

  private static State drifting(String model, Drifted... signals) {
    return new State(model, List.of(signals), 0, 0);
  }

  private static Drifted since(String signal, Duration ago) {
    return new Drifted(signal, NOW.minus(ago));
  }

  private static Optional<String> reason(RetrainSection section, State... models) {
    return new RetrainRule(section).reason(List.of(models), Optional.empty(), NOW);
  }

  @Test
  void aSignalThatHasDriftedLongEnoughIsAReason() {
    State drifting =
        drifting(
            "pump:3",
            since("flow", Duration.ofMinutes(60)),
            since("temperature", Duration.ofHours(5)));

    assertThat(reason(ON_DRIFT, drifting)).contains("drift of temperature on pump:3");
  }

  @Test
  void aDriftThatIsYoungIsNone() {
    assertThat(reason(ON_DRIFT, drifting("pump:3", since("flow", Duration.ofMinutes(59)))))
        .isEmpty();
  }

  @Test
  void alarmsThatPeopleDismissAreAReasonOnceEnoughAreJudged() {
    assertThat(reason(ON_PRECISION, new State("pump:3", List.of(), 11, 9)))
        .contains("pump:3: 11 of 20 alarms confirmed");
    assertThat(reason(ON_PRECISION, new State("pump:3", List.of(), 12, 8))).isEmpty();
    assertThat(reason(ON_PRECISION, new State("pump:3", List.of(), 0, 19))).isEmpty();
  }

  @Test
  void aConditionThatIsNotAskedForIsNoReason() {
    State both = new State("pump:3", List.of(since("flow", Duration.ofDays(1))), 0, 50);

    assertThat(reason(ON_PRECISION, both)).contains("pump:3: 0 of 50 alarms confirmed");
    assertThat(reason(ON_DRIFT, both)).contains("drift of flow on pump:3");
    assertThat(section(null, null).asks()).isFalse();
  }

  @Test
  void nothingIsAskedForBeforeTheMinimumIntervalIsOver() {
    RetrainRule rule = new RetrainRule(ON_DRIFT);
    List<State> models = List.of(drifting("pump:3", since("flow", Duration.ofDays(3))));

    assertThat(rule.reason(models, Optional.of(NOW.minus(Duration.ofHours(23))), NOW)).isEmpty();
    assertThat(rule.reason(models, Optional.of(NOW.minus(Duration.ofHours(24))), NOW))
        .contains("drift of flow on pump:3");
  }

  @Test
  void theRuleIsAskedNowAndThenAndSaysThatItIsTheRule() throws IOException {
    List<Instant> looks = new ArrayList<>();
    RetrainTrigger trigger =
        new RetrainTrigger(
            ON_DRIFT,
            () -> {
              looks.add(NOW);
              return List.of(drifting("pump:3", since("flow", Duration.ofDays(3))));
            },
            Optional::empty);

    assertThat(trigger.asks(NOW)).contains("rule: drift of flow on pump:3");
    assertThat(trigger.asks(NOW.plusSeconds(14))).isEmpty();
    assertThat(looks).hasSize(1);
    assertThat(trigger.asks(NOW.plusSeconds(15))).isPresent();
  }

  @Test
  void aWrongSectionIsNamedFieldByField() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("fettle.yaml"),
            """
            name: plant
            retrain: {onDrift: soon, onPrecision: 1.5, judgedAlarms: 0, minimumInterval: PT1S}
            """);

    assertThatThrownBy(
            () -> EnvironmentFile.read(file).section(RetrainSection.NAME, RetrainSection.class))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("retrain.onDrift=soon must be a duration such as PT1H")
        .hasMessageContaining("retrain.onPrecision=1.5 must be above 0 and below 1")
        .hasMessageContaining("retrain.judgedAlarms=0 must be")
        .hasMessageContaining("retrain.minimumInterval=PT1S must be a duration such as P1D");
  }
}
