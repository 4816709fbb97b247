package fettle.gateway.config;

import fettle.drift.Sensitivity;
import fettle.gateway.alarm.AlarmRules;
import fettle.gateway.alarm.OfflineRules;
import fettle.gateway.alarm.SenseRules;
import fettle.gateway.drift.DriftRules;
import fettle.gateway.intake.IntakeReader;
import fettle.gateway.rollup.Rollup;
import fettle.gateway.rollup.RollupRules;
import fettle.gateway.store.Descriptions;
import fettle.telemetry.Limits;
import fettle.telemetry.alarm.Alarm.Kind;
import fettle.telemetry.alarm.Alarm.Severity;
import fettle.telemetry.store.Tier;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

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

  private static DriftRules drift(DriftConfig drift) {
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
  Rollup rollup(RollupRules rules, AlarmRules alarmRules, Descriptions descriptions) {
    return new Rollup(rules, alarmRules, descriptions);
  }

  @Produces
  @Singleton
  @Startup
  AlarmRules alarmRules(GatewayConfig config) {
    AlarmConfig alarm = config.alarm();
    return new AlarmRules(
        alarm.resolution().toMillis(),
        alarm.anomalous(),
        alarm.of(),
        alarm.raiseAfter().toMillis(),
        alarm.clearLevel(),
        alarm.healthy(),
        alarm.clearAfter().toMillis(),
        alarm.pause().toMillis(),
        alarm.past(),
        senses(alarm),
        offline(alarm.offline()),
        severities(alarm.severity()));
  }

  private static SenseRules senses(AlarmConfig alarm) {
    return new SenseRules(
        alarm.flat().after().toMillis(),
        alarm.flat().times(),
        alarm.flat().changes(),
        alarm.flat().buckets(),
        alarm.limit().raiseAfter().toMillis(),
        alarm.limit().clearAfter().toMillis(),
        alarm.pause().toMillis());
  }

  private static OfflineRules offline(AlarmConfig.Offline offline) {
    return new OfflineRules(
        offline.intervals(),
        offline.slack().toMillis(),
        offline.unknown().toMillis(),
        offline.clearAfter().toMillis(),
        offline.outageLeast(),
        offline.outageShare());
  }

  private static Map<Kind, Severity> severities(AlarmConfig.SeverityOfKinds severity) {
    return Map.of(
        Kind.ANOMALY, severity.anomaly(),
        Kind.OFFLINE, severity.offline(),
        Kind.FLATLINE, severity.flatline(),
        Kind.LIMIT, severity.limit());
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
