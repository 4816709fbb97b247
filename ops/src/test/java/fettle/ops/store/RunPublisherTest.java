package fettle.ops.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fettle.ops.Failure;
import fettle.ops.pipeline.RunState;
import fettle.ops.pipeline.StepState;
import fettle.telemetry.pipeline.PipelineKeys;
import fettle.telemetry.pipeline.PipelineRun;
import fettle.telemetry.pipeline.PipelineRun.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunPublisherTest {
  private static final Instant BEGAN = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir Path folder;
  private RealRedis redis;
  private PipelineStore store;

  @BeforeEach
  void startRedis() throws IOException {
    redis = RealRedis.start(folder);
    store = redis.store();
  }

  @AfterEach
  void stopRedis() throws IOException {
    store.close();
    redis.close();
  }

  private static RunState run(StepState.Status status, Instant ended) {
    StepState step =
        new StepState(
            status, null, "models", BEGAN, ended, 1, null, new TreeMap<>(Map.of("key", "kept")));
    return new RunState("train", "plant", "local", "abc", BEGAN, ended, Map.of("upload", step));
  }

  private RunPublisher publisher(Optional<PipelineStore> to) {
    return new RunPublisher(() -> to, "anna", InstantSource.system());
  }

  @Test
  void whatTheRunIsAtIsShownWhileItGoesOnAndWhenItHasEnded() throws IOException {
    RunPublisher publisher = publisher(Optional.of(redis.store()));

    publisher.changed(run(StepState.Status.RUNNING, null));
    RealRedis.await().until(() -> !store.runs().isEmpty());
    PipelineRun underWay = store.runs().getFirst();
    publisher.changed(run(StepState.Status.DONE, BEGAN.plusSeconds(3)));
    publisher.close();

    assertThat(underWay.by()).isEqualTo("anna");
    assertThat(underWay.ended()).isNull();
    assertThat(underWay.steps().getFirst().status()).isEqualTo(PipelineRun.Status.RUNNING);
    assertThat(publisher.trouble()).isEmpty();
    assertThat(store.runs())
        .singleElement()
        .satisfies(
            run -> {
              assertThat(run.outcome(run.ended())).isEqualTo(Outcome.SUCCEEDED);
              assertThat(run.ended() - run.started()).isEqualTo(3_000);
              assertThat(run.toString()).doesNotContain("kept");
            });
  }

  @Test
  void aRunOverAnAbsentStoreGoesOnAndTheLossIsTold() throws IOException {
    redis.goAway();
    RunPublisher publisher = publisher(Optional.of(redis.store()));

    assertThatCode(() -> publisher.changed(run(StepState.Status.DONE, BEGAN)))
        .doesNotThrowAnyException();
    publisher.close();

    assertThat(publisher.trouble()).get().asString().contains("Redis does not answer");
    redis.comeBack();
  }

  @Test
  void whereThereIsNoStoreNothingIsMissed() {
    RunPublisher publisher = publisher(Optional.empty());

    publisher.changed(run(StepState.Status.DONE, BEGAN));
    publisher.close();

    assertThat(publisher.trouble()).isEmpty();
  }

  @Test
  void onlyTheNewestRunsAreKept() throws IOException {
    for (int i = 0; i < PipelineKeys.KEPT_RUNS + 3; i++) {
      store.put(
          PublishedRun.failed("train", "plant", "local", null, BEGAN.plusSeconds(i), "no data"));
    }

    List<PipelineRun> kept = store.runs();

    assertThat(kept).hasSize(PipelineKeys.KEPT_RUNS);
    assertThat(kept.getFirst().started())
        .isEqualTo(BEGAN.plusSeconds(PipelineKeys.KEPT_RUNS + 2).toEpochMilli());
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://host", "host:6379", "redis//x", "::planted-password"})
  void whatIsNoUrlOfRedisIsRefusedWithoutBeingRepeated(String url) {
    assertThatThrownBy(() -> PipelineStore.check(url))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("redis://HOST:PORT")
        .hasMessageNotContaining(url);
  }
}
