package fettle.gateway.config;

import fettle.drift.Sensitivity;
import fettle.gateway.alarm.AlarmRules;
import fettle.gateway.drift.DriftRules;
import fettle.gateway.intake.IntakeReader;
import fettle.gateway.rollup.Rollup;
import fettle.gateway.rollup.RollupRules;
import fettle.telemetry.Limits;
import fettle.telemetry.store.Tier;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;

/** Makes the parts that know nothing of the container from the settings. */
@ApplicationScoped
class Parts {

  /** Made at the start, so that settings that contradict each other end it. */
  @Produces
  @Singleton
  @Startup
  RollupRules rules(GatewayConfig config) {
    ConfigRules.check(config);
    List<Tier> tiers =
        config.rollup().tiers().stream()
            .map(tier -> new Tier(tier.width().toMillis(), tier.retention().toMillis()))
            .toList();
    GatewayConfig.Bounds bounds = config.bounds();
    return new RollupRules(
        tiers,
        config.rollup().future().toMillis(),
        bounds.machines(),
        bounds.signals(),
        bounds.sessions(),
        bounds.intervals(),
        drift(config.drift()));
  }

  private static DriftRules drift(GatewayConfig.Drift drift) {
    return new DriftRules(
        drift.window().toMillis(),
        drift.sketches(),
        drift.course(),
        drift.models(),
        new Sensitivity(
            drift.falseAlarmRate(),
            drift.leastPsi(),
            drift.leastKs(),
            drift.leastJs(),
            drift.inARow()));
  }

  @Produces
  @Singleton
  Rollup rollup(RollupRules rules, AlarmRules alarmRules) {
    return new Rollup(rules, alarmRules);
  }

  @Produces
  @Singleton
  @Startup
  AlarmRules alarmRules(GatewayConfig config) {
    GatewayConfig.Alarm alarm = config.alarm();
    return new AlarmRules(
        alarm.resolution().toMillis(),
        alarm.anomalous(),
        alarm.of(),
        alarm.raiseAfter().toMillis(),
        alarm.clearLevel(),
        alarm.healthy(),
        alarm.clearAfter().toMillis(),
        alarm.pause().toMillis(),
        alarm.past());
  }

  @Produces
  @Singleton
  IntakeReader reader(GatewayConfig config) {
    GatewayConfig.Message message = config.message();
    int bytes = Math.toIntExact(message.bytes().asLongValue());
    return new IntakeReader(new Limits(bytes, message.signals(), message.readings()));
  }

  @Produces
  @Singleton
  InstantSource clock() {
    return InstantSource.system();
  }
}
