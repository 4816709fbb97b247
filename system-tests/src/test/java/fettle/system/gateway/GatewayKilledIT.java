package fettle.system.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Killed again and again; in the end the store must hold the truth. */
class GatewayKilledIT extends PackagedGateway {
  private static final int KILLS = 20;

  @Test
  void killedTwentyTimesAtRandomMomentsItNeitherLosesNorCountsTwice() {
    stream.createTopic("kills");
    Expected expected = new Expected();
    Load load = new Load(stream, "kills", expected, 1);
    SplittableRandom random = new SplittableRandom(2);
    Map<String, String> settings = GatewayProcess.settings(stream, "kills", redis);
    // restarts under the same name are let in at once, without waiting for the session's end
    settings.put("mp.messaging.incoming.telemetry.group.instance.id", "gateway-1");
    settings.put("gateway.step.records", "20");

    archiveClasses(settings);
    for (int kill = 0; kill < KILLS; kill++) {
      long before = total();
      try (GatewayProcess gateway = GatewayProcess.start(folder, settings)) {
        load.send(1500);
        long enough = before + 1 + random.nextInt(1400);
        patiently().until(() -> total() >= enough);
        gateway.kill();
      }
    }
    try (GatewayProcess gateway = GatewayProcess.start(folder, settings)) {
      awaitAll(load);
      assertThat(gateway.isAlive()).isTrue();
    }

    assertThat(expected.pastAlarms()).isGreaterThan(20);
    expected.assertStored(redis);
  }

  /** One that ends by itself leaves an archive with which all others start in half the time. */
  private static void archiveClasses(Map<String, String> settings) {
    try (GatewayProcess gateway = GatewayProcess.start(folder, settings)) {
      patiently().until(() -> gateway.log().contains("taken over"));
      gateway.terminate();
    }
  }
}
