package fettle.ops.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.ops.command.PipelineCall.Outcome;
import fettle.ops.pipeline.RunState;
import fettle.ops.pipeline.StepState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RetrainingTest {
  private static final Outcome DONE = new Outcome(Optional.empty(), null);
  private static final Outcome FAILED = new Outcome(Optional.empty(), "the lake is empty");

  private final List<String> ran = new ArrayList<>();
  private Outcome dataset = DONE;
  private Outcome train = trained("true");
  private boolean deploys = true;
  private Optional<Instant> since = Optional.empty();

  private static Outcome trained(String promoted) {
    StepState compare =
        new StepState(
            StepState.Status.DONE,
            "created",
            "comparison",
            Instant.EPOCH,
            Instant.EPOCH,
            1,
            null,
            new TreeMap<>(Map.of("promoted", promoted)));
    RunState run =
        new RunState(
            "train",
            "plant",
            "local",
            "",
            Instant.EPOCH,
            Instant.EPOCH,
            Map.of("compare", compare));
    return new Outcome(Optional.of(run), null);
  }

  private Function<List<String>, Outcome> noted(String pipeline, Outcome outcome) {
    return arguments -> {
      ran.add((pipeline + " " + String.join(" ", arguments)).strip());
      return outcome;
    };
  }

  private Outcome run() {
    return new Retraining(
            since,
            Path.of("plant"),
            deploys,
            noted("dataset", dataset),
            noted("train", train),
            noted("deploy", DONE))
        .run();
  }

  @Test
  void aPromotedModelIsDeployedWhereTheEnvironmentSaysSo() {
    assertThat(run().succeeded()).isTrue();
    assertThat(ran).containsExactly("dataset", "train --from plant/dataset", "deploy");
  }

  @Test
  void whileASignalDriftsWhatCameBeforeIsNotLearnedFrom() {
    since = Optional.of(Instant.parse("2026-03-01T12:00:00Z"));

    run();

    assertThat(ran.getFirst()).isEqualTo("dataset --since 2026-03-01T12:00:00Z");
  }

  @Test
  void oneThatIsNotPromotedIsNot() {
    train = trained("false");

    assertThat(run()).isSameAs(train);
    assertThat(ran).containsExactly("dataset", "train --from plant/dataset");
  }

  @Test
  void nothingIsDeployedUnlessTheEnvironmentSaysSo() {
    deploys = false;

    assertThat(run()).isSameAs(train);
    assertThat(ran).hasSize(2);
  }

  @Test
  void withoutADataSetNothingIsLearned() {
    dataset = FAILED;

    assertThat(run()).isSameAs(FAILED);
    assertThat(ran).containsExactly("dataset");
  }
}
