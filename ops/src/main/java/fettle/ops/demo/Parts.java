package fettle.ops.demo;

import fettle.ops.Failure;
import fettle.ops.hub.EdgeDevice;
import fettle.ops.hub.HubInfo;
import fettle.ops.process.ProcessSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import redis.embedded.core.ExecutableProvider;

/** How to start each part of the system on this machine. */
final class Parts {
  /** Short, so that a person sees the load change, and history of a whole day is quickly made. */
  private static final String SIMULATED_DAY = "PT10M";

  private static final String SAMPLING_INTERVAL = "PT0.1S";

  private final DemoSettings settings;

  Parts(DemoSettings settings) {
    this.settings = settings;
  }

  /** Where the hub writes its addresses and secrets when it is ready. */
  Path hubFile() {
    return settings.folder().resolve("hub").resolve("hub.json");
  }

  /** Redis as the gateway wants it: nothing evicted, every second on disk. */
  ProcessSpec redis() {
    Path folder = folder("redis");
    return process(
        "redis",
        List.of(
            redisExecutable().toString(),
            "--bind",
            settings.bind(),
            "--port",
            Integer.toString(settings.ports().redis()),
            "--dir",
            folder.toString(),
            "--appendonly",
            "yes",
            "--appendfsync",
            "everysec",
            "--save",
            "",
            "--maxmemory-policy",
            "noeviction",
            "--proto-max-bulk-len",
            "64mb"),
        Map.of());
  }

  ProcessSpec hub() {
    Path jar = settings.root().resolve("iot-hub-emulator/target/iot-hub-emulator-0.1.0.jar");
    List<String> command = java("hub", "512m");
    command.addAll(
        List.of(
            "-jar", jar.toString(),
            "--data", hubFile().getParent().toString(),
            "--bind", settings.bind(),
            "--https-port", Integer.toString(settings.ports().service()),
            "--kafka-port", Integer.toString(settings.ports().kafka()),
            "--device", EdgeDevice.NAME,
            "--websocket-port", "-1",
            "--lake", settings.folder().resolve("lake").toString()));
    return process("hub", command, Map.of());
  }

  ProcessSpec gateway(HubInfo hub) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("QUARKUS_HTTP_HOST", settings.bind());
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(settings.ports().gateway()));
    environment.put("QUARKUS_REDIS_HOSTS", redisUri());
    environment.put("GATEWAY_HUB", "fettle");
    environment.put("MP_MESSAGING_INCOMING_TELEMETRY_GROUP_INSTANCE_ID", "gateway-1");
    environment.put("KAFKA_BOOTSTRAP_SERVERS", hub.kafkaBootstrap());
    environment.put("KAFKA_SECURITY_PROTOCOL", "SASL_SSL");
    environment.put("KAFKA_SASL_MECHANISM", "PLAIN");
    environment.put("KAFKA_SASL_JAAS_CONFIG", hub.kafkaLogin());
    environment.put("KAFKA_SSL_TRUSTSTORE_TYPE", "PEM");
    environment.put("KAFKA_SSL_TRUSTSTORE_LOCATION", hub.caCertificate().toString());
    return process("gateway", quarkus("gateway", "stream-gateway", "512m"), environment);
  }

  ProcessSpec dashboard() {
    return process(
        "dashboard",
        quarkus("dashboard", "dashboard-ui", "256m"),
        Map.of(
            "QUARKUS_HTTP_HOST", settings.bind(),
            "QUARKUS_HTTP_PORT", Integer.toString(settings.ports().dashboard()),
            "QUARKUS_REDIS_HOSTS", redisUri()));
  }

  ProcessSpec inference(Map<String, String> moduleEnvironment) {
    Map<String, String> environment = new LinkedHashMap<>(moduleEnvironment);
    environment.put("QUARKUS_HTTP_HOST", settings.bind());
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(settings.ports().inference()));
    environment.put(
        "INFERENCE_MODELS_CACHE_FOLDER", folder("inference").resolve("models").toString());
    return process("inference", quarkus("inference", "inference-module", "192m"), environment);
  }

  ProcessSpec sensor(Map<String, String> moduleEnvironment) {
    Map<String, String> environment = new LinkedHashMap<>(moduleEnvironment);
    environment.put("QUARKUS_HTTP_HOST", settings.bind());
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(settings.ports().sensor()));
    environment.put("SENSOR_RUN", "demo");
    environment.put("SENSOR_BUFFER_FOLDER", folder("sensor").resolve("buffer").toString());
    environment.put(
        "SENSOR_REPLAY_GROUND_TRUTH", folder("sensor").resolve("ground-truth").toString());
    if (settings.isReplay()) {
      environment.put("SENSOR_SOURCE", "replay");
      environment.put(
          "SENSOR_REPLAY_FILES",
          settings.replay().stream().map(Path::toString).collect(Collectors.joining(",")));
      environment.put("SENSOR_REPLAY_SPEED", Double.toString(settings.speed()));
      environment.put("SENSOR_REPLAY_ZONE", settings.zone().getId());
    } else {
      environment.put("SENSOR_SOURCE", "simulated");
      environment.put("SENSOR_SIMULATED_MACHINES", Integer.toString(settings.machines()));
      environment.put("SENSOR_SIMULATED_DAY", SIMULATED_DAY);
    }
    return process("sensor", quarkus("sensor", "sensor-module", "192m"), environment);
  }

  /** The sensor module as a program that writes simulated history and ends. */
  ProcessSpec history(Path folder) {
    List<String> command = java("history", "256m");
    command.add("-Dsensor.export.folder=" + folder);
    command.add("-Dsensor.simulated.day=" + SIMULATED_DAY);
    command.add("-Dsensor.sampling.interval=" + SAMPLING_INTERVAL);
    command.add("-jar");
    command.add(quarkusJar("sensor-module").toString());
    return process("history", command, Map.of());
  }

  private String redisUri() {
    return "redis://" + settings.bind() + ":" + settings.ports().redis();
  }

  private List<String> quarkus(String part, String module, String heap) {
    List<String> command = java(part, heap);
    command.add("-jar");
    command.add(quarkusJar(module).toString());
    return command;
  }

  private Path quarkusJar(String module) {
    return settings.root().resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
  }

  /**
   * A JVM that starts quickly: its class archive is kept from run to run, and it compiles once, as
   * a demo's load needs no more and two processors have six of them to start.
   */
  private List<String> java(String part, String heap) {
    Path archive = settings.root().resolve(".fettle/cds").resolve(part + ".jsa");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heap);
    command.add("-XX:+UseSerialGC");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-XX:+AutoCreateSharedArchive");
    command.add("-XX:SharedArchiveFile=" + archive);
    command.add("-Xlog:cds=off");
    return command;
  }

  private ProcessSpec process(String name, List<String> command, Map<String, String> environment) {
    return new ProcessSpec(name, command, environment, settings.log(name), folder(name));
  }

  private Path folder(String part) {
    try {
      Files.createDirectories(settings.root().resolve(".fettle/cds"));
      return Files.createDirectories(settings.folder().resolve(part));
    } catch (IOException e) {
      throw new Failure("cannot make a folder for " + part + ": " + e.getMessage(), e);
    }
  }

  private Path redisExecutable() {
    Path target = settings.folder().resolve("redis").resolve("bin");
    try {
      Files.createDirectories(target);
      return ExecutableProvider.newJarResourceProvider(target.toFile()).get().toPath();
    } catch (IOException e) {
      throw new Failure("there is no Redis for this machine's kind: " + e.getMessage(), e);
    }
  }
}
