package fettle.ops.stage;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.emulator.Emulator;
import fettle.emulator.EmulatorConfig;
import fettle.emulator.Listeners;
import fettle.emulator.identity.Outcome;
import fettle.ops.Failure;
import fettle.ops.deploy.EdgeModule;
import fettle.ops.hash.Sha256;
import fettle.ops.process.FreePort;
import fettle.ops.process.RedisServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * An edge device's hub, the IoT hub and its stream in this process, and a Redis; what is put on it
 * gets the environment that edgeAgent or a cluster would give it.
 */
public final class Stage implements AutoCloseable {
  private static final String DEVICE = "edge-01";

  /** The SDK always uses this one. */
  private static final int MQTT_PORT = 8883;

  /** Of the sensor module's simulated pumps. */
  public static final int MACHINES = 10;

  private static final String MANIFEST =
      """
      {"$edgeAgent": {"properties.desired": {"schemaVersion": "1.1", "modules": {
         "sensor": {"type": "docker", "status": "running", "restartPolicy": "always",
                    "settings": {"image": "fettle/sensor-module"}},
         "inference": {"type": "docker", "status": "running", "restartPolicy": "always",
                    "settings": {"image": "fettle/inference-module"}}}}},
       "$edgeHub": {"properties.desired": {"schemaVersion": "1.1", "routes": {%s}}},
       "inference": {"properties.desired": {"models": {"uri": "%s", "sha256": "%s"}}}}
      """;

  private static final String SENSOR_UP =
      "\"up\": \"FROM /messages/modules/sensor/* INTO $upstream\"";
  private static final String SCORED_UP =
      "\"score\": \"FROM /messages/modules/sensor/* INTO"
          + " BrokeredEndpoint(\\\"/modules/inference/inputs/telemetry\\\")\","
          + " \"up\": \"FROM /messages/modules/inference/* INTO $upstream\"";

  /** What a broker says of its first start is nothing for who makes images; held, as levels are. */
  private static final List<Logger> QUIET =
      List.of(Logger.getLogger("org.apache.kafka"), Logger.getLogger("kafka"));

  private final String bind;
  private final Emulator emulator;
  private final RedisServer redis;
  private final Map<StagedProgram, Integer> ports = new EnumMap<>(StagedProgram.class);

  /**
   * @param folder of its own; new
   * @param bind a loopback address on which port 8883 is free
   * @param last the last of those that will be put on it
   * @param models manifest of models for the inference module
   */
  public Stage(Path folder, String bind, StagedProgram last, Path models)
      throws IOException, InterruptedException {
    this.bind = bind;
    QUIET.forEach(logger -> logger.setLevel(Level.SEVERE));
    emulator =
        Emulator.start(
            EmulatorConfig.defaults(Files.createDirectories(folder))
                .withListeners(new Listeners(bind, MQTT_PORT, Listeners.NONE, 0, 0, null)));
    emulator.addEdgeDevice(DEVICE);
    emulator.applyManifest(
        DEVICE,
        MANIFEST.formatted(
            last == StagedProgram.SENSOR ? SENSOR_UP : SCORED_UP,
            models.toUri(),
            Sha256.of(models)));
    redis = RedisServer.start(folder, bind);
    for (StagedProgram program : StagedProgram.values()) {
      ports.put(program, FreePort.on(bind));
    }
  }

  /**
   * @param data folder that the program may write to
   */
  Map<String, String> environment(StagedProgram program, Path data) {
    Map<String, String> environment = new TreeMap<>(program.imageEnvironment());
    environment.put("QUARKUS_HTTP_HOST", bind);
    environment.put("QUARKUS_HTTP_PORT", ports.get(program).toString());
    environment.put("QUARKUS_REDIS_HOSTS", redis.uri());
    switch (program) {
      case SENSOR -> {
        environment.putAll(emulator.moduleEnvironment(DEVICE, EdgeModule.SENSOR.id()));
        environment.put("SENSOR_SIMULATED_MACHINES", Integer.toString(MACHINES));
        environment.put("SENSOR_BUFFER_FOLDER", data.resolve("buffer").toString());
      }
      case INFERENCE -> {
        environment.putAll(emulator.moduleEnvironment(DEVICE, EdgeModule.INFERENCE.id()));
        environment.put("INFERENCE_MODELS_CACHE_FOLDER", data.resolve("models").toString());
      }
      case GATEWAY -> environment.putAll(stream());
      case DASHBOARD -> {}
    }
    return environment;
  }

  private Map<String, String> stream() {
    return Map.of(
        "KAFKA_BOOTSTRAP_SERVERS",
        emulator.kafkaBootstrap(),
        "KAFKA_SECURITY_PROTOCOL",
        "SASL_SSL",
        "KAFKA_SASL_MECHANISM",
        "PLAIN",
        "KAFKA_SASL_JAAS_CONFIG",
        "org.apache.kafka.common.security.plain.PlainLoginModule required"
            + " username=\"$ConnectionString\" password=\"%s\";"
                .formatted(emulator.kafkaPassword()),
        "KAFKA_SSL_TRUSTSTORE_TYPE",
        "PEM",
        "KAFKA_SSL_TRUSTSTORE_LOCATION",
        emulator.caCertificate().toString());
  }

  /** Where a program answers probes and scrapers. */
  InetSocketAddress address(StagedProgram program) {
    return new InetSocketAddress(bind, ports.get(program));
  }

  /** Devices and modules that the hub has let in. */
  public long connections() {
    return metric("mqtt.connections");
  }

  /** One of the emulator's metrics. */
  long metric(String name) {
    return emulator.metrics().get(name);
  }

  /** Where the gateway writes and the dashboard reads. */
  String redis() {
    return redis.uri();
  }

  /** The dashboard's first page. */
  URI dashboard() {
    return URI.create("http://%s:%d/".formatted(bind, ports.get(StagedProgram.DASHBOARD)));
  }

  /** The machines on the stage, as they are known everywhere. */
  static String machine(int number) {
    return "%s/pump-%02d".formatted(DEVICE, number + 1);
  }

  /** Changes how often the sensor module reads, as a twin does. */
  public void sampleEvery(int milliseconds) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    patch.putObject("sampling").put("intervalMs", milliseconds);
    if (emulator.twins().patchDesired(DEVICE, EdgeModule.SENSOR.id(), patch)
        instanceof Outcome.Refused<?> refused) {
      throw new Failure("the sensor module's twin is refused: " + refused.detail());
    }
  }

  @Override
  public void close() {
    redis.close();
    emulator.close();
  }
}
