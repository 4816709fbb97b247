package fettle.gateway.machine;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.gateway.fixtures.PlayedHub;
import fettle.gateway.fixtures.RedisProcess;
import fettle.gateway.fixtures.Settings;
import fettle.gateway.hub.Hub;
import fettle.gateway.store.StoreAway;
import fettle.gateway.store.Stores;
import fettle.gateway.store.TwinStore;
import fettle.telemetry.machine.MachineDescriptionCodec;
import fettle.telemetry.machine.MachineKeys;
import fettle.telemetry.machine.MachineTwin;
import fettle.telemetry.machine.MachineTwinCodec;
import fettle.telemetry.machine.SignalDescription;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The copy of the hub's twins, with a real store and the hub's own API. */
class MachineKeeperTest {
  private static final int DEVICES = 70;
  private static final String SHA = "ab".repeat(32);

  @TempDir static Path folder;
  private static RedisProcess redis;
  private static PlayedHub played;
  private static Hub hub;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @BeforeAll
  static void start() {
    redis = RedisProcess.launch();
    played = new PlayedHub(folder);
    for (int i = 0; i < DEVICES; i++) {
      played.addDevice("d%02d".formatted(i));
    }
    hub = played.hub();
  }

  @AfterAll
  static void stop() {
    hub.service().orElseThrow().close();
    played.close();
    redis.close();
  }

  @BeforeEach
  void anew() {
    redis.ask(Command.FLUSHALL);
  }

  private MachineKeeper keeper(String gateway) {
    TwinStore store = Stores.twins(redis, gateway);
    TwinCopy copy = new TwinCopy(hub, store, meters);
    return new MachineKeeper(
        hub,
        store,
        copy,
        Settings.with(Map.of("gateway.hub-api.page-every", "1ms")),
        InstantSource.system(),
        meters);
  }

  @Test
  void twinsOfAllDevicesAreCopiedPageByPage() {
    played.tag("d69", "sensor", "{\"site\":\"Leipzig\",\"machines\":{\"m\":{\"name\":\"Last\"}}}");
    played.desire("d00", "sensor", "{\"machines\":{\"m\":{\"line\":\"as deployed\"}}}");
    played.report("d01", "sensor", "{\"machines\":{\"m\":{\"read\":1}},\"source\":\"simulated\"}");
    played.tag("d01", "sensor", "{\"site\":\"Leipzig\"}");

    keeper("gateway-1").look();

    assertThat(description("d69/m")).isEqualTo("{\"name\":\"Last\",\"site\":\"Leipzig\"}");
    assertThat(description("d00/m")).isEqualTo("{\"line\":\"as deployed\"}");
    assertThat(description("d01/m")).isEqualTo("{\"site\":\"Leipzig\"}");
    assertThat(redis.ask(Command.HLEN, MachineKeys.TWINS).toInteger()).isEqualTo(DEVICES);
    assertThat(twin("d01").source()).isEqualTo(MachineTwin.SIMULATED);
  }

  @Test
  void whatAPersonTaggedComesBeforeWhatWasDeployed() {
    played.desire(
        "d02",
        "sensor",
        "{\"machines\":{\"m\":{\"name\":\"deployed\",\"signals\":{\"a%2Eb\":{\"low\":1}}}}}");
    keeper("gateway-1").look();
    assertThat(MachineDescriptionCodec.decode(description("d02/m")).signal("a.b"))
        .isEqualTo(new SignalDescription("", "", 1, Double.NaN));

    played.tag("d02", "sensor", "{\"machines\":{\"m\":{\"name\":\"tagged\"}}}");
    keeper("gateway-1").look();

    assertThat(description("d02/m")).isEqualTo("{\"name\":\"tagged\"}");
  }

  @Test
  void whatTheHubDoesNotSayAnyMoreGoesFromTheCopy() {
    played.tag("d03", "sensor", "{\"machines\":{\"m\":{\"name\":\"soon gone\"}}}");
    played.addDevice("leaving");
    played.tag("leaving", "sensor", "{\"machines\":{\"m\":{\"name\":\"leaving\"}}}");
    keeper("gateway-1").look();
    assertThat(description("d03/m")).isNotNull();
    assertThat(description("leaving/m")).isNotNull();
    long version = redis.ask(Command.GET, MachineKeys.VERSION).toLong();

    played.tag("d03", "sensor", "{\"machines\":null}");
    played.removeDevice("leaving");
    keeper("gateway-1").look();

    assertThat(description("d03/m")).isNull();
    assertThat(description("leaving/m")).isNull();
    assertThat(redis.ask(Command.HEXISTS, MachineKeys.TWINS, "leaving").toInteger()).isZero();
    assertThat(redis.ask(Command.GET, MachineKeys.VERSION).toLong()).isGreaterThan(version);
  }

  @Test
  void whatBreaksARuleIsNotUsedAndCounted() {
    played.tag(
        "d04", "sensor", "{\"machines\":{\"m\":{\"signals\":{\"t\":{\"low\":2,\"high\":1}}}}}");

    keeper("gateway-1").look();

    assertThat(description("d04/m")).isNull();
    assertThat(meters.get("gateway.descriptions.unusable").gauge().value()).isEqualTo(1);
    played.tag("d04", "sensor", "{\"machines\":null}");
  }

  @Test
  void modelsThatADeviceWasAskedToUseAreRemembered() {
    played.desire(
        "d05",
        "inference",
        "{\"models\":{\"uri\":\"file:///m\",\"sha256\":\"%s\"}}".formatted(SHA));
    played.report(
        "d05",
        "inference",
        "{\"models\":{\"sha256\":\"%s\",\"state\":\"active\",\"loaded\":[{\"name\":\"pump\",\"version\":3}]}}"
            .formatted(SHA));

    keeper("gateway-1").look();

    assertThat(
            MachineTwinCodec.decodeModels(
                    redis.ask(Command.HGET, MachineKeys.MODEL_SETS, SHA).toString())
                .models())
        .isEqualTo("pump:3");
    assertThat(twin("d05").askedModels()).isEqualTo(SHA);
    assertThat(twin("d05").module()).isEqualTo("sensor");
  }

  @Test
  void ofSeveralGatewaysOneKeepsTheCopy() throws StoreAway {
    assertThat(Stores.twins(redis, "gateway-2").keeps(Duration.ofMinutes(1))).isTrue();

    keeper("gateway-1").look();

    assertThat(redis.ask(Command.HLEN, MachineKeys.TWINS).toInteger()).isZero();
    assertThat(Stores.twins(redis, "gateway-2").keeps(Duration.ofMinutes(1))).isTrue();
  }

  private static String description(String machine) {
    var text = redis.ask(Command.HGET, MachineKeys.DESCRIPTIONS, machine);
    return text == null ? null : text.toString();
  }

  private static MachineTwin twin(String device) {
    return MachineTwinCodec.decode(redis.ask(Command.HGET, MachineKeys.TWINS, device).toString());
  }
}
