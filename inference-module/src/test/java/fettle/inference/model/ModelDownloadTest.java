package fettle.inference.model;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.inference.fixtures.ModelPlace;
import fettle.inference.fixtures.ModelServer;
import fettle.inference.fixtures.TestModel;
import fettle.inference.model.ModelLoader.Result;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models over HTTPS, as in production. */
class ModelDownloadTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  @TempDir static Path keys;
  private static ModelServer server;

  @TempDir Path cache;

  @BeforeAll
  static void start() throws Exception {
    server = ModelServer.start(keys);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void modelsAreFetchedFromBesideTheirManifest() {
    byte[] model = TestModel.named("pump", 1).bytes();
    server.put("/a/pump-1.onnx", 200, model);

    Result result = load(manifest("/a/manifest.json", "pump-1.onnx", model));

    assertThat(result).isInstanceOf(Result.Ready.class);
    try (ModelSet models = ((Result.Ready) result).models()) {
      assertThat(models.modelFor("pump-01").orElseThrow().info().label()).isEqualTo("pump:1");
    }
  }

  @Test
  void serverThatHasItNotMayHaveItLater() {
    byte[] model = TestModel.named("pump", 1).bytes();
    server.put("/b/pump-1.onnx", 503, new byte[] {1});

    Result.Refused refused = refused(manifest("/b/manifest.json", "pump-1.onnx", model));

    assertThat(refused.reason()).contains("model pump:1 at https:", "the server answers 503");
    assertThat(refused.passing()).isTrue();
  }

  @Test
  void bodyLargerThanTheLimitIsRefused() {
    byte[] model = new byte[Models.LIMITS.modelBytes() + 100_000];
    server.put("/c/pump-1.onnx", 200, model);

    Result.Refused refused = refused(manifest("/c/manifest.json", "pump-1.onnx", model));

    assertThat(refused.reason()).contains("is larger than 1000000 bytes");
    assertThat(refused.passing()).isFalse();
  }

  @Test
  void otherBytesThanTheManifestNamesAreRefused() {
    server.put("/d/pump-1.onnx", 200, TestModel.named("pump", 2).bytes());
    byte[] meant = TestModel.named("pump", 1).bytes();

    Result.Refused refused = refused(manifest("/d/manifest.json", "pump-1.onnx", meant));

    assertThat(refused.reason()).contains("has SHA-256", "not " + ModelPlace.sha256(meant));
    assertThat(refused.passing()).isFalse();
  }

  @Test
  void serverThatIsNotTrustedIsNotRead() {
    ModelTarget target =
        manifest("/e/manifest.json", "pump-1.onnx", TestModel.named("pump", 1).bytes());

    Result result = new ModelLoader(cache, TIMEOUT, Models.LIMITS).load(target);

    assertThat(result)
        .isInstanceOfSatisfying(
            Result.Refused.class,
            refused -> assertThat(refused.reason()).contains("the manifest at https:", "PKIX"));
  }

  private static ModelTarget manifest(String path, String file, byte[] model) {
    byte[] manifest =
        ("{\"v\":1,\"models\":[{\"name\":\"pump\",\"version\":1,\"uri\":\"%s\","
                + "\"sha256\":\"%s\",\"machines\":[\"*\"]}]}")
            .formatted(file, ModelPlace.sha256(model))
            .getBytes(StandardCharsets.UTF_8);
    URI uri = server.put(path, 200, manifest);
    return new ModelTarget(uri, ModelPlace.sha256(manifest));
  }

  private Result.Refused refused(ModelTarget target) {
    Result result = load(target);
    assertThat(result).isInstanceOf(Result.Refused.class);
    return (Result.Refused) result;
  }

  private Result load(ModelTarget target) {
    ModelCache models = new ModelCache(cache);
    HttpClient trusting = HttpClient.newBuilder().sslContext(server.trust()).build();
    return new ModelLoader(models, new ModelStore(models, trusting, TIMEOUT), Models.LIMITS)
        .load(target);
  }
}
