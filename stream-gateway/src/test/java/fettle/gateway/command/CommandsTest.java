package fettle.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import fettle.emulator.hub.MethodResult;
import fettle.gateway.fixtures.Asked;
import fettle.gateway.fixtures.PlayedHub;
import fettle.gateway.fixtures.RedisProcess;
import fettle.gateway.fixtures.Settings;
import fettle.gateway.hub.Hub;
import fettle.gateway.machine.TwinCopies;
import fettle.gateway.machine.TwinCopy;
import fettle.gateway.store.CommandStore;
import fettle.gateway.store.CommandStore.Held;
import fettle.gateway.store.StoreAway;
import fettle.gateway.store.Stores;
import fettle.gateway.store.TwinStore;
import fettle.telemetry.command.Action;
import fettle.telemetry.command.Phrase;
import fettle.telemetry.command.Progress;
import fettle.telemetry.command.Progress.State;
import fettle.telemetry.command.Sentence;
import fettle.telemetry.label.Decision;
import fettle.telemetry.label.DecisionCodec;
import fettle.telemetry.label.LabelKeys;
import fettle.telemetry.machine.MachineDescription;
import fettle.telemetry.machine.MachineDescriptionCodec;
import fettle.telemetry.machine.MachineKeys;
import fettle.telemetry.machine.ModelSet;
import fettle.telemetry.machine.SignalDescription;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands from the store to the hub and back, with a real store and the hub's own API. */
class CommandsTest {
  private static final String DEVICE = "edge-01";
  private static final String PUMP = "edge-01/pump-01";
  private static final Action PING = new Action.CallMethod("ping", "{}");
  private static final fettle.telemetry.command.Settings FASTER =
      new fettle.telemetry.command.Settings(100L, 5L, null);

  @TempDir static Path folder;
  private static RedisProcess redis;
  private static PlayedHub played;
  private static Hub hub;

  private final CommandStore store = Stores.commands(redis, "gateway-1");
  private final CommandStore other = Stores.commands(redis, "gateway-2");
  private final TwinStore twins = Stores.twins(redis, "gateway-1");

  @BeforeAll
  static void start() {
    redis = RedisProcess.launch();
    played = new PlayedHub(folder);
    played.addDevice(DEVICE);
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
    played.calls.clear();
    played.connected.add(DEVICE + "/" + PlayedHub.READER);
    played.answer = new MethodResult.Answered(200, "{\"time\":1}");
  }

  @Test
  void ofSeveralGatewaysOneTakesACommand() {
    for (int i = 0; i < 20; i++) {
      Asked.ask(redis, PUMP, PING);
    }

    List<CompletableFuture<Integer>> takers =
        IntStream.range(0, 4)
            .mapToObj(i -> Stores.commands(redis, "gateway-" + i))
            .map(gateway -> CompletableFuture.supplyAsync(() -> takeAll(gateway)))
            .toList();

    assertThat(takers.stream().mapToInt(CompletableFuture::join).sum()).isEqualTo(20);
  }

  private static int takeAll(CommandStore gateway) {
    int taken = 0;
    while (take(gateway).isPresent()) {
      taken++;
    }
    return taken;
  }

  private static Optional<Held> take(CommandStore gateway) {
    try {
      return gateway.take(true).held();
    } catch (StoreAway e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aMethodsAnswerIsItsResultAndIsLoggedWithWhoAsked() {
    String id = Asked.ask(redis, PUMP, new Action.CallMethod("clearFault", "{\"machine\":\"m\"}"));

    Progress progress = executed(id);

    assertThat(progress.state()).isEqualTo(State.DONE);
    assertThat(progress.result()).isEqualTo("{\"time\":1}");
    assertThat(played.calls).containsExactly("edge-01/sensor clearFault {\"machine\":\"m\"}");
    Decision decision =
        DecisionCodec.decode(
            redis
                .ask(Command.XRANGE, LabelKeys.DECISIONS, "-", "+")
                .get(0)
                .get(1)
                .get(1)
                .toString());
    assertThat(List.of(decision))
        .extracting(Decision::kind, Decision::by, Decision::label, Decision::comment)
        .containsExactly(
            tuple(Decision.Kind.COMMAND, "anna", "clearFault, machine m", "The module answered."));
  }

  @Test
  void whatTheHubOrTheModuleRefusesIsASentence() {
    assertThat(executed(Asked.ask(redis, "nobody/pump-01", PING)).words())
        .isEqualTo("The hub has no module sensor on a device nobody.");
    played.answer = new MethodResult.Answered(400, "{\"error\":\"machine must be known\"}");
    assertThat(executed(Asked.ask(redis, PUMP, PING)).words())
        .isEqualTo("The module sensor refused: machine must be known.");
    played.answer = new MethodResult.TimedOut();
    Progress late = executed(Asked.ask(redis, PUMP, PING));
    assertThat(late.state()).isEqualTo(State.UNKNOWN);
    assertThat(late.words()).contains("did not answer in time; it may have done it or not");
    played.connected.clear();
    Progress away = executed(Asked.ask(redis, PUMP, PING));
    assertThat(away.said())
        .contains(Sentence.of(Phrase.NOT_CONNECTED, "module", "sensor", "device", "edge-01"));
    assertThat(away.state()).isEqualTo(State.FAILED);
    assertThat(away.words()).isEqualTo("The module sensor of edge-01 is not connected to the hub.");
  }

  @Test
  void settingsAreInUseOnceTheModuleSaysSo() {
    String id = Asked.ask(redis, PUMP, new Action.ChangeSettings(FASTER));
    start(id);
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> Asked.progress(redis, id).words().contains("has not said yet"));
    assertThat(played.desired(DEVICE, PlayedHub.READER).at("/sampling/intervalMs").asInt())
        .isEqualTo(100);

    played.report(
        DEVICE,
        PlayedHub.READER,
        "{\"sampling\":{\"intervalMs\":100},\"batch\":{\"size\":5,\"flushMs\":5000}}");

    Progress progress = over(id);
    assertThat(progress.state()).isEqualTo(State.DONE);
    assertThat(progress.words()).isEqualTo("The module uses it.");
    assertThat(redis.ask(Command.HGET, MachineKeys.TWINS, DEVICE).toString())
        .contains("\"askedIntervalMs\":100", "\"inUseIntervalMs\":100", "\"inUseFlushMs\":5000");
  }

  @Test
  void settingsThatTheModuleRefusesAreNotDone() {
    played.report(
        DEVICE, PlayedHub.READER, "{\"errors\":{\"batch/size\":\"batch.size=77 is too much\"}}");
    String id =
        Asked.ask(
            redis,
            PUMP,
            new Action.ChangeSettings(new fettle.telemetry.command.Settings(null, 77L, null)));

    Progress progress = executed(id);

    assertThat(progress.state()).isEqualTo(State.FAILED);
    assertThat(progress.words()).isEqualTo("The module refuses it: batch.size=77 is too much.");
    played.report(DEVICE, PlayedHub.READER, "{\"errors\":null}");
  }

  @Test
  void settingsOfAModuleThatIsAwayAreAskedForAndTakenLater() {
    played.connected.clear();
    String id =
        Asked.ask(
            redis,
            PUMP,
            new Action.ChangeSettings(new fettle.telemetry.command.Settings(333L, null, null)));

    assertThat(executed(id).words()).contains("is not connected, and gets it when it is");
    assertThat(played.desired(DEVICE, PlayedHub.READER).at("/sampling/intervalMs").asInt())
        .isEqualTo(333);
  }

  @Test
  void modelsThatSomeDeviceWasAskedToUseCanBeAskedForAgain() throws StoreAway {
    String sha = "ab".repeat(32);
    twins.remember(List.of(new ModelSet("file:///m.json", sha, "pump:3", 1)));
    played.report(
        DEVICE,
        PlayedHub.SCORER,
        "{\"models\":{\"sha256\":\"%s\",\"state\":\"active\",\"loaded\":[{\"name\":\"pump\",\"version\":3}]}}"
            .formatted(sha));

    assertThat(executed(Asked.ask(redis, PUMP, new Action.UseModels(sha))).words())
        .isEqualTo("The module uses them.");
    assertThat(played.desired(DEVICE, PlayedHub.SCORER).at("/models/uri").asText())
        .isEqualTo("file:///m.json");
    assertThat(executed(Asked.ask(redis, PUMP, new Action.UseModels("cd".repeat(32)))).words())
        .contains("No device was ever asked to use these models");
  }

  @Test
  void whatAMachineIsCalledGoesIntoItsTwinsTagsAndTheCopy() {
    MachineDescription first =
        new MachineDescription(
            "Feed pump",
            "Leipzig",
            "3",
            Map.of(
                "bearing.temp in", new SignalDescription("Bearing", "°C", 10, 80),
                "flow", new SignalDescription("", "l/min", 1, Double.NaN)));
    MachineDescription second =
        new MachineDescription(
            "Feed pump 2",
            "Leipzig",
            "",
            Map.of("bearing.temp in", new SignalDescription("", "°C", Double.NaN, 90)));
    executed(Asked.ask(redis, PUMP, new Action.Describe(first)));
    long version = redis.ask(Command.GET, MachineKeys.VERSION).toLong();
    assertThat(described()).isEqualTo(first);
    JsonNode signals = played.tags(DEVICE, PlayedHub.READER).at("/machines/pump-01/signals");
    assertThat(signals.at("/bearing%2Etemp%20in/high").asInt()).isEqualTo(80);

    Progress progress = executed(Asked.ask(redis, PUMP, new Action.Describe(second)));

    assertThat(progress.state()).isEqualTo(State.DONE);
    assertThat(described()).isEqualTo(second);
    assertThat(played.tags(DEVICE, PlayedHub.READER).at("/machines/pump-01/signals").size())
        .isEqualTo(1);
    executed(Asked.ask(redis, PUMP, new Action.Describe(MachineDescription.NONE)));
    assertThat(redis.ask(Command.HLEN, MachineKeys.DESCRIPTIONS).toInteger()).isZero();
    assertThat(redis.ask(Command.GET, MachineKeys.VERSION).toLong()).isEqualTo(version + 2);
  }

  private static MachineDescription described() {
    return MachineDescriptionCodec.decode(
        redis.ask(Command.HGET, MachineKeys.DESCRIPTIONS, PUMP).toString());
  }

  @Test
  void whatNoGatewayTookInTimeIsNeverDone() throws StoreAway {
    String id = Asked.ask(redis, PUMP, PING);
    Asked.waitForEver(redis, id);

    CommandStore.Taking taking = store.take(true);

    assertThat(taking.held()).isEmpty();
    assertThat(taking.ended()).containsExactly(id);
    assertThat(Asked.progress(redis, id).state()).isEqualTo(State.EXPIRED);
    assertThat(store.find(taking.ended())).hasSize(1);
  }

  @Test
  void aMethodWhoseGatewayDiedIsInDoubtAndNotCalledAgain() throws StoreAway {
    String id = Asked.ask(redis, PUMP, PING);
    Held dead = take(store).orElseThrow();
    Asked.endLease(redis, id);

    assertThat(other.take(true).ended()).containsExactly(id);

    assertThat(Asked.progress(redis, id).state()).isEqualTo(State.UNKNOWN);
    assertThat(store.end(dead, State.DONE, Sentence.of(Phrase.ANSWERED), ""))
        .as("the dead one comes back")
        .isFalse();
    assertThat(played.calls).isEmpty();
  }

  @Test
  void aTwinsChangeWhoseGatewayDiedIsDoneByAnother() throws StoreAway {
    played.report(DEVICE, PlayedHub.READER, "{\"sampling\":{\"intervalMs\":250}}");
    String id =
        Asked.ask(
            redis,
            PUMP,
            new Action.ChangeSettings(new fettle.telemetry.command.Settings(250L, null, null)));
    Held dead = take(store).orElseThrow();
    Asked.endLease(redis, id);

    assertThat(execute(other, id).state()).isEqualTo(State.DONE);

    assertThat(store.say(dead, Sentence.of(Phrase.ANSWERED))).isFalse();
    assertThat(played.desired(DEVICE, PlayedHub.READER).at("/sampling/intervalMs").asInt())
        .isEqualTo(250);
  }

  @Test
  void aTwinsChangeIsNotRepeatedOverWhatSomebodyElseDidSince() throws StoreAway {
    String id =
        Asked.ask(
            redis,
            PUMP,
            new Action.ChangeSettings(new fettle.telemetry.command.Settings(260L, null, null)));
    Held dead = take(store).orElseThrow();
    store.say(dead, Sentence.of(Phrase.CHANGES_TWIN, "module", "sensor"), "etag-before");
    Asked.endLease(redis, id);
    played.desire(DEVICE, PlayedHub.READER, "{\"sampling\":{\"intervalMs\":270}}");

    Progress progress = execute(other, id);

    assertThat(progress.state()).isEqualTo(State.FAILED);
    assertThat(progress.words()).contains("somebody else changed the twin since");
    assertThat(played.desired(DEVICE, PlayedHub.READER).at("/sampling/intervalMs").asInt())
        .isEqualTo(270);
  }

  @Test
  void oneThatIsBegunAgainAndAgainIsGivenUp() throws StoreAway {
    String id = Asked.ask(redis, PUMP, new Action.ChangeSettings(FASTER));
    for (int attempt = 0; attempt < 3; attempt++) {
      assertThat(take(store)).isPresent();
      Asked.endLease(redis, id);
    }

    assertThat(store.take(true).held()).isEmpty();
    assertThat(Asked.progress(redis, id).state()).isEqualTo(State.UNKNOWN);
  }

  private Progress executed(String id) {
    return execute(store, id);
  }

  private Progress execute(CommandStore gateway, String id) {
    taker(gateway).look();
    return over(id);
  }

  private void start(String id) {
    assertThat(id).isNotEmpty();
    taker(store).look();
  }

  private CommandTaker taker(CommandStore gateway) {
    TwinCopy copy = TwinCopies.of(hub, twins);
    return new CommandTaker(
        hub,
        gateway,
        twins,
        copy,
        Settings.with(Map.of()),
        InstantSource.system(),
        new SimpleMeterRegistry());
  }

  private static Progress over(String id) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> Asked.progress(redis, id), Progress::isOver);
  }
}
