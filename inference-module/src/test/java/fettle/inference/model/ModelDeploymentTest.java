package fettle.inference.model;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.inference.fixtures.ModelPlace;
import fettle.inference.fixtures.TestModel;
import fettle.inference.model.ModelStatus.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelDeploymentTest {

  @TempDir Path folder;
  @TempDir Path cache;
  private final List<ModelStatus> reported = new ArrayList<>();
  private final List<String> used = new ArrayList<>();
  private ModelSet inUse = ModelSet.empty();
  private Runnable whenReported = () -> {};
  private Runnable whenUsed = () -> {};

  @AfterEach
  void close() {
    inUse.close();
  }

  @Test
  void wantedModelsAreTakenIntoUseAndReported() throws IOException {
    ModelDeployment deployment = deployment(Runnable::run);

    deployment.desired(wanted(1));

    assertThat(used).containsExactly("[pump:1]");
    assertThat(deployment.status().state()).isEqualTo(State.ACTIVE);
    assertThat(deployment.status().error()).isNull();
    assertThat(deployment.status().loaded())
        .extracting(
            ModelStatus.Model::name, ModelStatus.Model::version, ModelStatus.Model::machines)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("pump", 1, List.of("pump-*")));
    assertThat(reported).containsExactly(deployment.status());
  }

  @Test
  void sameWishAgainChangesNothing() throws IOException {
    ModelDeployment deployment = deployment(Runnable::run);
    Optional<Object> wanted = wanted(1);
    deployment.desired(wanted);

    deployment.desired(wanted);

    assertThat(used).hasSize(1);
    assertThat(reported).hasSize(1);
  }

  @Test
  void badModelLeavesTheOldInUseAndSaysWhy() throws IOException {
    ModelDeployment deployment = deployment(Runnable::run);
    deployment.desired(wanted(1));
    byte[] bad = TestModel.named("pump", 2).window(4).metadata("fettle.window", "3").bytes();

    deployment.desired(Optional.of(new ModelPlace(folder).add("pump", 2, bad, "pump-*").desired()));

    assertThat(used).containsExactly("[pump:1]");
    assertThat(deployment.status().state()).isEqualTo(State.FAILED);
    assertThat(deployment.status().error()).startsWith("model pump:2 is refused: its 'window'");
    assertThat(deployment.status().loaded())
        .extracting(ModelStatus.Model::version)
        .containsExactly(1);
  }

  @Test
  void goodModelAfterABadOneIsTakenIntoUse() throws IOException {
    ModelDeployment deployment = deployment(Runnable::run);
    deployment.desired(Optional.of(Map.of("uri", "file:///nowhere", "sha256", "0".repeat(64))));

    deployment.desired(wanted(1));

    assertThat(deployment.status().state()).isEqualTo(State.ACTIVE);
  }

  @Test
  void newestWishWins() throws IOException {
    Deque<Runnable> queue = new ArrayDeque<>();
    ModelDeployment deployment = deployment(queue::add);
    deployment.desired(wanted(1));
    deployment.desired(wanted(2));
    deployment.desired(wanted(3));

    assertThat(queue).as("one load at a time").hasSize(1);
    queue.remove().run();

    assertThat(used).containsExactly("[pump:3]");
    assertThat(queue).isEmpty();
  }

  @Test
  void placeThatCannotBeReachedIsTriedAgain() throws IOException {
    ModelDeployment deployment = deployment(Runnable::run);
    Optional<Object> wanted = wanted(1);
    Path manifest = folder.resolve("manifest.json");
    byte[] content = Files.readAllBytes(manifest);
    Files.delete(manifest);
    deployment.desired(wanted);
    assertThat(deployment.status().state()).isEqualTo(State.FAILED);
    Files.write(manifest, content);

    deployment.retry();

    assertThat(deployment.status().state()).isEqualTo(State.ACTIVE);
  }

  @Test
  void retryWhileTheFailureIsToldIsNotLost() throws IOException {
    ModelDeployment deployment = deployment(Runnable::run);
    Optional<Object> wanted = wanted(1);
    Path manifest = folder.resolve("manifest.json");
    byte[] content = Files.readAllBytes(manifest);
    Files.delete(manifest);
    whenReported =
        () -> {
          whenReported = () -> {};
          write(manifest, content);
          deployment.retry();
        };

    deployment.desired(wanted);

    assertThat(reported).extracting(ModelStatus::state).containsExactly(State.FAILED, State.ACTIVE);
  }

  @Test
  void failureThatNobodyForesawIsReportedAndDoesNotEndTheDeployment() throws IOException {
    ModelDeployment deployment = deployment(Runnable::run);
    whenUsed =
        () -> {
          throw new IllegalStateException("no room");
        };
    deployment.desired(wanted(1));
    assertThat(deployment.status().state()).isEqualTo(State.FAILED);
    assertThat(deployment.status().error()).contains("no room");
    whenUsed = () -> {};

    deployment.desired(wanted(2));

    assertThat(deployment.status().state()).isEqualTo(State.ACTIVE);
  }

  @Test
  void wrongModelIsNotTriedAgain() throws IOException {
    ModelDeployment deployment = deployment(Runnable::run);
    deployment.desired(Optional.of(new ModelPlace(folder).desired("{}")));
    int reports = reported.size();

    deployment.retry();

    assertThat(reported).hasSize(reports);
  }

  @Test
  void restartUsesWhatWasInUseWhileItsPlaceIsAway() throws IOException {
    deployment(Runnable::run).desired(wanted(1));
    Files.delete(folder.resolve("manifest.json"));
    Files.delete(folder.resolve("pump-1.onnx"));
    ModelDeployment restarted = deployment(Runnable::run);

    restarted.resume();

    assertThat(restarted.status().state()).isEqualTo(State.ACTIVE);
    assertThat(used).containsExactly("[pump:1]", "[pump:1]");
  }

  @Test
  void nothingIsResumedWhereNothingWasInUse() {
    ModelDeployment deployment = deployment(Runnable::run);

    deployment.resume();

    assertThat(deployment.status()).isEqualTo(ModelStatus.NONE);
  }

  @Test
  void twinWithoutModelsTakesThemOutOfUse() throws IOException {
    ModelDeployment deployment = deployment(Runnable::run);
    deployment.desired(wanted(1));

    deployment.desired(Optional.empty());

    assertThat(used).containsExactly("[pump:1]", "[]");
    assertThat(deployment.status()).isEqualTo(ModelStatus.NONE);
  }

  @Test
  void propertyThatIsNoTargetIsRefusedWithTheRule() {
    ModelDeployment deployment = deployment(Runnable::run);

    deployment.desired(Optional.of(Map.of("uri", "file:///x", "sha256", "short")));
    assertThat(deployment.status().error()).contains("models.sha256 must be", "64 hex digits");

    deployment.desired(Optional.of(Map.of("sha256", "0".repeat(64))));
    assertThat(deployment.status().error()).contains("models.uri must be");

    deployment.desired(Optional.of("pump"));
    assertThat(deployment.status().error()).contains("models must be an object");
  }

  private Optional<Object> wanted(int version) throws IOException {
    return Optional.of(
        new ModelPlace(folder)
            .add("pump", version, TestModel.named("pump", version).bytes(), "pump-*")
            .desired());
  }

  private ModelDeployment deployment(Executor executor) {
    return new ModelDeployment(
        new ModelLoader(cache, Duration.ofSeconds(10), Models.LIMITS),
        executor,
        this::use,
        this::report);
  }

  private void report(ModelStatus status) {
    reported.add(status);
    whenReported.run();
  }

  private static void write(Path file, byte[] content) {
    try {
      Files.write(file, content);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void use(ModelSet models) {
    whenUsed.run();
    used.add(models.loaded().stream().map(one -> one.model().info().label()).toList().toString());
    inUse.close();
    inUse = models;
  }
}
