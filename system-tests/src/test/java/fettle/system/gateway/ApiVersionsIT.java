package fettle.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The packaged gateway and a broker that closes the connection on ApiVersions v4. */
class ApiVersionsIT extends PackagedGateway {
  @Test
  void theFallbackGetsThroughWhereTodaysClientDoesNotAndTheLogNamesTheWayOut() {
    stream.createTopic("guarded");
    Load load = new Load(stream, "guarded", new Expected(), 1);
    Map<String, String> settings = GatewayProcess.settings(stream, "guarded", redis);
    settings.put("gateway.assignment-check", "1s");
    try (GuardedBroker guarded = new GuardedBroker(stream.bootstrap())) {
      settings.put("kafka.bootstrap.servers", guarded.bootstrap());
      try (GatewayProcess today = GatewayProcess.startForTimedEnd(folder, settings)) {
        patiently().until(() -> guarded.closed() > 1);
        patiently()
            .until(() -> today.log().contains("closes the connection at the client's first"));
        assertThat(today.log()).doesNotContain("taken over");
      }
      int closed = guarded.closed();

      try (GatewayProcess older = GatewayProcess.startWithOlderClient(folder, settings)) {
        load.send(200);
        awaitAll(load);
        assertThat(older.isAlive()).isTrue();
      }

      assertThat(guarded.closed()).isEqualTo(closed);
    }
  }
}
