package fettle.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fettle.gateway.fixtures.RedisProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the packaged gateway, which have a broker a class and a Redis a test. */
abstract class PackagedGateway {
  @TempDir static Path folder;
  static HubStream stream;
  RedisProcess redis;

  @BeforeAll
  static void startBroker() {
    stream = HubStream.start(folder.resolve("broker"));
  }

  @AfterAll
  static void stopBroker() {
    stream.close();
  }

  @BeforeEach
  void startRedis() {
    redis = RedisProcess.launch();
  }

  @AfterEach
  void stopRedis() {
    redis.close();
  }

  /** Messages in the store. */
  final long total() {
    return Arrays.stream(Expected.offsets(redis)).sum();
  }

  final void awaitAll(Load load) {
    patiently().untilAsserted(() -> assertThat(Expected.offsets(redis)).isEqualTo(load.sent()));
  }

  static ConditionFactory patiently() {
    return await().atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(50));
  }
}
