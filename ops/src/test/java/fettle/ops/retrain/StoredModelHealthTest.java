package fettle.ops.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.drift.Verdict;
import fettle.drift.store.DriftJson;
import fettle.drift.store.DriftPoint;
import fettle.drift.store.MachineDrift;
import fettle.drift.store.ModelDrift;
import fettle.drift.store.SignalState;
import fettle.ops.retrain.ModelHealth.Drifted;
import fettle.ops.retrain.ModelHealth.State;
import fettle.ops.store.PipelineStore;
import fettle.ops.store.RealRedis;
import fettle.telemetry.MachineId;
import fettle.telemetry.label.Decision;
import fettle.telemetry.label.DecisionCodec;
import fettle.telemetry.label.LabelKeys;
import fettle.telemetry.model.ModelsInUse;
import fettle.telemetry.store.StoreKeys;
import fettle.telemetry.store.StreamInfo;
import fettle.telemetry.store.Tier;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What gateway and dashboard leave in a real Redis, as the rule sees it. */
class StoredModelHealthTest {
  private static final long HOUR = 3_600_000;
  private static final long T = 1_700_000_000_000L;
  private static final MachineId PUMP = new MachineId("edge-01", "pump-01");
  private static final StoreKeys KEYS = new StoreKeys(1);

  @TempDir Path folder;

  @Test
  void driftOfTheModelInUseAndWhatPeopleSaidOfItsAlarmsAreReadAndNothingElse() throws Exception {
    Vertx vertx = Vertx.vertx();
    try (RealRedis redis = RealRedis.start(folder);
        PipelineStore store = redis.store()) {
      Redis writer = Redis.createClient(vertx, redis.url());
      StreamInfo stream = new StreamInfo("hub", "topic", "id", 2, List.of(new Tier(1_000, HOUR)));
      for (Map.Entry<String, String> field : stream.toFields().entrySet()) {
        hset(
            writer,
            StoreKeys.STREAM,
            field.getKey(),
            field.getValue().getBytes(StandardCharsets.UTF_8));
      }
      store.models().put(new ModelsInUse("ab", List.of("pump:3"), T, "", false));
      hset(
          writer,
          KEYS.drift(),
          PUMP.toString(),
          DriftJson.encode(new MachineDrift(PUMP, List.of(model("pump:3"), model("pump:2")))));
      for (int window = 0; window < 4; window++) {
        Verdict verdict = window == 0 ? Verdict.STEADY : Verdict.DRIFTED;
        hset(
            writer,
            KEYS.driftCourse(PUMP, "pump:3"),
            Integer.toString(window),
            DriftJson.encode(point(T + window * HOUR, verdict)));
      }
      say(writer, "a~1", Decision.FALSE_ALARM, "pump:3");
      say(writer, "a~2", Decision.REAL_FAULT, "pump:3");
      say(writer, "a~3", Decision.FALSE_ALARM, "pump:2");
      StoredModelHealth health = new StoredModelHealth(store);

      assertThat(health.models())
          .containsExactly(
              new State(
                  "pump:3", List.of(new Drifted("flow", Instant.ofEpochMilli(T + HOUR))), 1, 1));

      say(writer, "a~1", Decision.REAL_FAULT, "pump:3");
      assertThat(health.models().getFirst().confirmed()).as("the newest word").isEqualTo(2);
      assertThat(health.models().getFirst().dismissed()).isZero();
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get();
    }
  }

  private static ModelDrift model(String title) {
    LinkedHashMap<String, SignalState> signals = new LinkedHashMap<>();
    signals.put("flow", new SignalState(Verdict.DRIFTED, null));
    signals.put("pressure", new SignalState(Verdict.STEADY, null));
    return new ModelDrift(
        title,
        HOUR,
        T + 4 * HOUR,
        10,
        T + 4 * HOUR,
        T + 3 * HOUR,
        true,
        signals,
        SignalState.UNKNOWN);
  }

  private static DriftPoint point(long from, Verdict flow) {
    LinkedHashMap<String, DriftPoint.Values> signals = new LinkedHashMap<>();
    signals.put("flow", new DriftPoint.Values(flow, 3_600, 0.5, 0.4, 0.1));
    return new DriftPoint(from, signals, new DriftPoint.Values(Verdict.STEADY, 3_600, 0, 0, 0));
  }

  private static void hset(Redis redis, String key, String field, byte[] value) throws Exception {
    send(redis, Request.cmd(Command.HSET).arg(key).arg(field).arg(Buffer.buffer(value)));
  }

  private static void say(Redis redis, String alarm, String label, String model) throws Exception {
    Decision decision =
        new Decision(Decision.Kind.LABEL, PUMP, T, T + 1, label, "anna", T, "", "", alarm, model);
    send(
        redis,
        Request.cmd(Command.XADD)
            .arg(LabelKeys.DECISIONS)
            .arg("*")
            .arg(LabelKeys.FIELD)
            .arg(DecisionCodec.encode(decision)));
  }

  private static void send(Redis redis, Request request) throws Exception {
    redis.send(request).toCompletionStage().toCompletableFuture().get();
  }
}
