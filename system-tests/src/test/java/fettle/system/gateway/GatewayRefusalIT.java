package fettle.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fettle.gateway.health.Ending;
import fettle.telemetry.store.StoreKeys;
import io.vertx.redis.client.Command;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The packaged gateway where going on would corrupt the store: it says why and ends. */
class GatewayRefusalIT extends PackagedGateway {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @Test
  void aStreamThatWasCreatedAnewIsRefused() {
    stream.createTopic("backwards");
    Load load = new Load(stream, "backwards", new Expected(), 1);
    Map<String, String> settings = GatewayProcess.settings(stream, "backwards", redis);
    try (GatewayProcess first = GatewayProcess.startForTimedEnd(folder, settings)) {
      load.send(200);
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(Expected.offsets(redis)).isEqualTo(load.sent()));
      first.terminate();
    }
    stream.recreate("backwards");

    try (GatewayProcess second = GatewayProcess.startForTimedEnd(folder, settings)) {
      assertThat(second.await(PATIENCE)).isEqualTo(Ending.REFUSED);
      assertThat(second.log()).contains("refusing to run").contains("it was created anew");
    }
    assertThat(Expected.offsets(redis)).isEqualTo(load.sent());
  }

  @Test
  void aStoreOfAnotherHubIsRefused() {
    stream.createTopic("other");
    redis.ask(
        Command.HSET,
        StoreKeys.STREAM,
        "hub",
        "elsewhere",
        "topic",
        "other",
        "clusterId",
        "c",
        "partitions",
        4,
        "tiers",
        "1000/60000");

    assertThat(refused("other")).contains("its hub is elsewhere, this stream's is fettle");
  }

  @Test
  void aRedisThatEvictsIsRefused() {
    stream.createTopic("evicting");
    redis.ask(Command.CONFIG, "SET", "maxmemory-policy", "allkeys-lru");

    assertThat(refused("evicting")).contains("maxmemory-policy allkeys-lru");
  }

  private String refused(String topic) {
    Map<String, String> settings = GatewayProcess.settings(stream, topic, redis);
    try (GatewayProcess gateway = GatewayProcess.startForTimedEnd(folder, settings)) {
      assertThat(gateway.await(PATIENCE)).isEqualTo(Ending.REFUSED);
      return gateway.log();
    }
  }
}
