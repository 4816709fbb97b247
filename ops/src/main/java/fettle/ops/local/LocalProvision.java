package fettle.ops.local;

import fettle.ops.hub.EdgeDevice;
import fettle.ops.pipeline.Pipeline;
import fettle.ops.pipeline.Step;
import fettle.ops.process.Readiness;
import java.util.List;
import java.util.Set;

/**
 * The pipeline that brings up the system of this machine. The runtime starts its parts by itself;
 * each step looks at its part, and waits for it where it is not there yet.
 */
public final class LocalProvision {
  public static final String NAME = "provision";

  /** Ids of steps that others name. */
  public static final String REDIS = "redis";

  public static final String HUB = "hub";
  public static final String DEVICE = DeviceStep.ID;
  public static final String GATEWAY = "gateway";
  public static final String DASHBOARD = "dashboard";

  private LocalProvision() {}

  public static Pipeline pipeline(LocalSettings settings, RuntimeHost host) {
    return new Pipeline(NAME, steps(settings, host));
  }

  private static List<Step> steps(LocalSettings settings, RuntimeHost host) {
    LocalPorts ports = settings.ports();
    Readiness redis = Readiness.listening(settings.address(ports.redis()));
    Readiness hubFile = Readiness.fileWritten(settings.hubFile());
    Readiness service = Readiness.listening(settings.address(ports.service()));
    return List.of(
        new RuntimeStep(settings, host),
        new ReadyStep(
            REDIS,
            Set.of(RuntimeStep.ID),
            "Redis on " + settings.bind() + ":" + ports.redis(),
            settings.log(Parts.REDIS),
            host,
            redis),
        new LakeStep(settings.lake()),
        new ReadyStep(
            HUB,
            Set.of(RuntimeStep.ID, "lake"),
            "IoT hub (MQTT over TLS, Kafka, service API), lake in " + settings.lake(),
            settings.log(Parts.HUB),
            host,
            () -> hubFile.isReady() && service.isReady()),
        new DeviceStep(EdgeDevice.NAME, settings, host, Set.of(HUB)),
        new ReadyStep(
            GATEWAY,
            Set.of(HUB, REDIS),
            "gateway on " + settings.http(ports.gateway(), "/"),
            settings.log(Parts.GATEWAY),
            host,
            Readiness.healthy(settings.http(ports.gateway(), "/q/health/ready"))),
        new ReadyStep(
            DASHBOARD,
            Set.of(REDIS),
            "dashboard on " + settings.http(ports.dashboard(), "/"),
            settings.log(Parts.DASHBOARD),
            host,
            Readiness.healthy(settings.http(ports.dashboard(), "/q/health/ready"))));
  }
}
