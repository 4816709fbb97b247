package fettle.inference.model;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.inference.fixtures.ModelPlace;
import fettle.inference.fixtures.TestModel;
import fettle.inference.model.ModelLoader.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ModelLoaderTest {

  @TempDir Path folder;
  @TempDir Path cache;
  private ModelPlace place;

  @BeforeEach
  void place() {
    place = new ModelPlace(folder);
  }

  @Test
  void modelsAreLoadedAndRoutedByTheFirstPatternThatFits() throws IOException {
    place.add("special", 2, TestModel.named("special", 2).bytes(), "pump-0?", "fan");
    place.add("pump", 1, TestModel.named("pump", 1).bytes(), "pump-*");

    try (ModelSet models = ready(place.desired())) {
      assertThat(models.modelFor("pump-01").orElseThrow().info().label()).isEqualTo("special:2");
      assertThat(models.modelFor("pump-001").orElseThrow().info().label()).isEqualTo("pump:1");
      assertThat(models.modelFor("fan").orElseThrow().info().label()).isEqualTo("special:2");
      assertThat(models.modelFor("fans")).isEmpty();
    }
  }

  @Test
  void manifestWithAnotherHashIsRefused() throws IOException {
    place.add("pump", 1, TestModel.named("pump", 1).bytes(), "*");
    Map<String, Object> desired = place.desired();
    Files.writeString(folder.resolve("manifest.json"), "{}");

    Result.Refused refused = refused(desired);

    assertThat(refused.reason())
        .contains("the manifest at file:", "has SHA-256", "not " + desired.get("sha256"));
    assertThat(refused.passing()).isFalse();
  }

  @Test
  void modelWithAnotherHashIsRefusedByName() throws IOException {
    place.addAs("0".repeat(64), "pump", 1, TestModel.named("pump", 1).bytes(), "*");

    assertThat(refused(place.desired()).reason()).contains("model pump:1 at file:", "not 000");
  }

  @Test
  void placeThatCannotBeReachedMayBeTriedAgain() throws IOException {
    place.add("pump", 1, TestModel.named("pump", 1).bytes(), "*");
    Map<String, Object> desired = place.desired();
    Files.delete(folder.resolve("pump-1.onnx"));

    Result.Refused refused = refused(desired);

    assertThat(refused.passing()).isTrue();
    assertThat(refused.reason()).contains("model pump:1 at file:", "cannot be read");
  }

  @Test
  void whatIsInTheCacheIsNotFetched() throws IOException {
    place.add("pump", 1, TestModel.named("pump", 1).bytes(), "*");
    Map<String, Object> desired = place.desired();
    ready(desired).close();
    Files.delete(folder.resolve("pump-1.onnx"));
    Files.delete(folder.resolve("manifest.json"));

    try (ModelSet models = ready(desired)) {
      assertThat(models.loaded()).hasSize(1);
    }
  }

  @Test
  void damagedCacheIsFetchedAnew() throws IOException {
    byte[] model = TestModel.named("pump", 1).bytes();
    place.add("pump", 1, model, "*");
    Map<String, Object> desired = place.desired();
    ready(desired).close();
    Files.writeString(cache.resolve(ModelPlace.sha256(model)), "half a file");

    try (ModelSet models = ready(desired)) {
      assertThat(models.loaded()).hasSize(1);
    }
  }

  @Test
  void cacheHoldsOnlyWhatIsInUse() throws IOException {
    place.add("pump", 1, TestModel.named("pump", 1).bytes(), "*");
    ready(place.desired()).close();
    ModelPlace next = new ModelPlace(folder);
    byte[] model = TestModel.named("pump", 2).bytes();
    next.add("pump", 2, model, "*");
    ModelTarget target = target(next.desired());

    try (ModelSet models = ready(next.desired())) {
      loader().inUse(target, models);
    }

    try (Stream<Path> files = Files.list(cache)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("in-use", target.sha256(), ModelPlace.sha256(model));
    }
    assertThat(loader().lastInUse()).contains(target);
  }

  @ParameterizedTest
  @MethodSource
  void modelThatDoesNotFitIsRefusedWithTheReason(UnaryOperator<TestModel> flaw, String reason)
      throws IOException {
    place.add("good", 1, TestModel.named("good", 1).bytes(), "x");
    place.add("pump", 1, flaw.apply(TestModel.named("pump", 1)).bytes(), "*");

    Result.Refused refused = refused(place.desired());

    assertThat(refused.reason()).startsWith("model pump:1 is refused: ").contains(reason);
    assertThat(refused.passing()).isFalse();
  }

  static Stream<Arguments> modelThatDoesNotFitIsRefusedWithTheReason() {
    return Stream.of(
        flaw(model -> model.metadata("fettle.signals", null), "has no fettle.signals"),
        flaw(model -> model.metadata("fettle.signals", "a,b"), "a JSON list of different names"),
        flaw(model -> model.metadata("fettle.signals", "[\"a\",\"a\"]"), "different names"),
        flaw(model -> model.metadata("fettle.signals", "[\"a\"]"), "its 'window' is TensorInfo"),
        flaw(model -> model.metadata("fettle.window", "4"), "not float32 [batch, 4, 2]"),
        flaw(model -> model.metadata("fettle.window", "0"), "must be from 1"),
        flaw(model -> model.metadata("fettle.window", "5001"), "larger than 10000 values"),
        flaw(model -> model.metadata("fettle.interval.ms", "often"), "is no number"),
        flaw(model -> model.metadata("fettle.threshold", "2"), "must be from 0 to 1"),
        flaw(model -> model.metadata("fettle.version", "2"), "its metadata calls it pump:2"),
        flaw(model -> model.inputNamed("frame"), "has no tensor 'window'"));
  }

  private static Arguments flaw(UnaryOperator<TestModel> flaw, String reason) {
    return Arguments.of(flaw, reason);
  }

  @Test
  void bytesThatAreNoModelAreRefused() throws IOException {
    place.add("pump", 1, new byte[] {1, 2, 3}, "*");

    assertThat(refused(place.desired()).reason())
        .contains("pump:1 is refused: onnxruntime cannot load it");
  }

  @Test
  void modelLargerThanTheLimitIsRefused() throws IOException {
    place.add("pump", 1, new byte[Models.LIMITS.modelBytes() + 1], "*");

    assertThat(refused(place.desired()).reason()).contains("is larger than 1000000 bytes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | is not a JSON object",
        "{\"v\":1 | is not valid JSON",
        "{\"v\":2,\"models\":[]} | version v is not 1",
        "{\"v\":1} | has no list 'models'",
        "{\"v\":1,\"models\":[{\"version\":1}]} | models[0] has no name",
        "{\"v\":1,\"models\":[{\"name\":\"a\",\"version\":1,\"uri\":\"a\"}]} | models[0] has no sha256",
      })
  void manifestThatIsNoneIsRefused(String manifest, String reason) throws IOException {
    assertThat(refused(place.desired(manifest)).reason()).contains(reason);
  }

  @Test
  void manifestWithTooManyModelsIsRefused() throws IOException {
    for (int i = 0; i <= Models.LIMITS.models(); i++) {
      place.add("pump" + i, 1, TestModel.named("pump" + i, 1).bytes(), "*");
    }
    assertThat(refused(place.desired()).reason()).contains("names 4 models, the limit is 3");
  }

  @Test
  void otherSchemesAreNotRead() {
    Result.Refused refused =
        refused(Map.of("uri", "http://127.0.14.1/manifest.json", "sha256", "0".repeat(64)));

    assertThat(refused.reason()).contains("only file: and https: are read");
  }

  private ModelSet ready(Map<String, Object> desired) {
    Result result = loader().load(target(desired));
    assertThat(result).isInstanceOf(Result.Ready.class);
    return ((Result.Ready) result).models();
  }

  private Result.Refused refused(Map<String, Object> desired) {
    Result result = loader().load(target(desired));
    assertThat(result).isInstanceOf(Result.Refused.class);
    return (Result.Refused) result;
  }

  private ModelLoader loader() {
    return new ModelLoader(cache, Duration.ofSeconds(10), Models.LIMITS);
  }

  private static ModelTarget target(Map<String, Object> desired) {
    return ((ModelTarget.Parsed.Target) ModelTarget.parse(desired)).target();
  }
}
