package fettle.ops.label;

import fettle.telemetry.MachineId;
import fettle.telemetry.alarm.Alarm;
import fettle.telemetry.alarm.AlarmCodec;
import fettle.telemetry.label.Decision;
import fettle.telemetry.label.Decision.Kind;
import fettle.telemetry.label.DecisionCodec;
import fettle.telemetry.label.LabelKeys;
import fettle.telemetry.store.StoreKeys;
import fettle.telemetry.store.StreamInfo;
import fettle.telemetry.store.Tier;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Writes what the dashboard writes when people decide, and the alarms that a gateway writes. */
public final class SaidDecisions implements AutoCloseable {
  public static final MachineId PUMP = new MachineId("edge-01", "pump-01");

  private static final int PARTITIONS = 2;

  private final Vertx vertx = Vertx.vertx();
  private final Redis redis;

  public SaidDecisions(String url) {
    redis = Redis.createClient(vertx, url);
  }

  /** A label without an alarm. */
  public static Decision label(MachineId machine, long from, long to, String label, long at) {
    return new Decision(Kind.LABEL, machine, from, to, label, "anna", at, "", "", "", "");
  }

  /** A label of an alarm, as it is now. */
  static Decision label(Alarm alarm, String label, String by) {
    return new Decision(
        Kind.LABEL,
        alarm.machine(),
        alarm.first(),
        alarm.last() + 1,
        label,
        by,
        alarm.last(),
        "",
        "",
        alarm.id(),
        alarm.model());
  }

  void say(Decision decision) {
    send(
        Request.cmd(Command.XADD)
            .arg(LabelKeys.DECISIONS)
            .arg("*")
            .arg(LabelKeys.FIELD)
            .arg(DecisionCodec.encode(decision)));
  }

  void openStream() {
    List<Tier> tiers = List.of(new Tier(1_000, 60_000));
    Request request = Request.cmd(Command.HSET).arg(StoreKeys.STREAM);
    new StreamInfo("hub", "topic", "cluster", PARTITIONS, tiers)
        .toFields()
        .forEach((name, value) -> request.arg(name).arg(value));
    send(request);
  }

  void show(Alarm alarm) {
    StoreKeys keys = new StoreKeys(PARTITIONS - 1);
    String machine = alarm.machine().toString();
    if (alarm.isOpen()) {
      send(
          Request.cmd(Command.HSET)
              .arg(keys.openAlarms())
              .arg(machine)
              .arg(AlarmCodec.encode(alarm)));
    } else {
      send(Request.cmd(Command.HDEL).arg(keys.openAlarms()).arg(machine));
      send(
          Request.cmd(Command.HSET)
              .arg(keys.pastAlarms())
              .arg(alarm.id())
              .arg(AlarmCodec.encode(alarm)));
    }
  }

  void wipe() {
    send(Request.cmd(Command.FLUSHALL));
  }

  private Response send(Request request) {
    try {
      return redis
          .send(request)
          .toCompletionStage()
          .toCompletableFuture()
          .get(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException("Redis did not answer", e);
    }
  }

  @Override
  public void close() {
    redis.close();
    vertx.close();
  }
}
