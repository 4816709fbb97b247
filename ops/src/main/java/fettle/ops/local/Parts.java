package fettle.ops.local;

import fettle.ops.Failure;
import fettle.ops.hub.HubInfo;
import fettle.ops.lake.FolderLake;
import fettle.ops.lake.LakeStore;
import fettle.ops.process.ProcessSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import redis.embedded.core.ExecutableProvider;

/** How to start each part of the system on this machine but the edge modules. */
final class Parts {
  static final String REDIS = "redis";
  static final String HUB = "hub";
  static final String GATEWAY = "gateway";
  static final String DASHBOARD = "dashboard";
  static final String WORKER = "worker";

  private static final int KEY_BYTES = 32;

  private final LocalSettings settings;
  private final JavaPrograms programs;

  /** Links to the dashboard without sign-in hold as long as this run does. */
  private final String linkKey = randomKey();

  Parts(LocalSettings settings) {
    this.settings = settings;
    this.programs = new JavaPrograms(settings.root());
  }

  /** Nobody else asks the hub of this machine. */
  private static final String TWINS_READ_EVERY = "5s";

  /** A day of windows of a minute. */
  private static final String DRIFT_COURSE = "1440";

  /** Redis as the gateway wants it: nothing evicted, every second on disk. */
  ProcessSpec redis() {
    Path folder = folder(REDIS);
    return process(
        REDIS,
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
    List<String> command = programs.java(HUB, "512m");
    command.addAll(
        List.of(
            "-jar", programs.hubJar().toString(),
            "--data", settings.hubFile().getParent().toString(),
            "--bind", settings.bind(),
            "--https-port", Integer.toString(settings.ports().service()),
            "--kafka-port", Integer.toString(settings.ports().kafka()),
            "--websocket-port", "-1",
            "--daily-messages", Long.toString(settings.dailyMessages()),
            "--lake", settings.lake().toString()));
    return process(HUB, command, Map.of());
  }

  ProcessSpec gateway(HubInfo hub) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("QUARKUS_HTTP_HOST", settings.bind());
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(settings.ports().gateway()));
    environment.put("QUARKUS_REDIS_HOSTS", settings.redisUrl());
    environment.put("GATEWAY_HUB", "fettle");
    environment.put("GATEWAY_DRIFT_WINDOW", settings.driftWindow().toString());
    environment.put("GATEWAY_DRIFT_COURSE", DRIFT_COURSE);
    environment.put("MP_MESSAGING_INCOMING_TELEMETRY_GROUP_INSTANCE_ID", "gateway-1");
    environment.put("GATEWAY_HUB_API_CONNECTION_STRING", hub.serviceConnectionString());
    environment.put("GATEWAY_HUB_API_TRUST", hub.caCertificate().toString());
    environment.put("GATEWAY_HUB_API_READ_EVERY", TWINS_READ_EVERY);
    environment.put("KAFKA_BOOTSTRAP_SERVERS", hub.kafkaBootstrap());
    environment.put("KAFKA_SECURITY_PROTOCOL", "SASL_SSL");
    environment.put("KAFKA_SASL_MECHANISM", "PLAIN");
    environment.put("KAFKA_SASL_JAAS_CONFIG", hub.kafkaLogin());
    environment.put("KAFKA_SSL_TRUSTSTORE_TYPE", "PEM");
    environment.put("KAFKA_SSL_TRUSTSTORE_LOCATION", hub.caCertificate().toString());
    return process(GATEWAY, programs.quarkus(GATEWAY, "stream-gateway", "512m"), environment);
  }

  ProcessSpec dashboard() {
    return process(
        DASHBOARD,
        programs.quarkus(DASHBOARD, "dashboard-ui", "256m"),
        Map.of(
            "QUARKUS_HTTP_HOST", settings.bind(),
            "QUARKUS_HTTP_PORT", Integer.toString(settings.ports().dashboard()),
            "QUARKUS_REDIS_HOSTS", settings.redisUrl(),
            "DASHBOARD_LINKS_KEYS", linkKey,
            "DASHBOARD_LAKE_FOLDER",
                LakeStore.beside(new FolderLake(settings.lake())).folder().toString()));
  }

  /** Takes the dashboard's requests for pipelines. */
  ProcessSpec worker() {
    List<String> command = programs.ops(WORKER, "192m");
    command.addAll(List.of("worker", "--state", settings.folder().toString()));
    if (settings.config() != null) {
      command.addAll(List.of("--config", settings.config().toString()));
    }
    return process(WORKER, command, Map.of());
  }

  private ProcessSpec process(String name, List<String> command, Map<String, String> environment) {
    return new ProcessSpec(name, command, environment, settings.log(name), folder(name));
  }

  private static String randomKey() {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return HexFormat.of().formatHex(key);
  }

  private Path folder(String part) {
    try {
      return Files.createDirectories(settings.folder().resolve(part));
    } catch (IOException e) {
      throw new Failure("cannot make a folder for " + part + ": " + e.getMessage(), e);
    }
  }

  private Path redisExecutable() {
    Path target = settings.folder().resolve(REDIS).resolve("bin");
    try {
      Files.createDirectories(target);
      return ExecutableProvider.newJarResourceProvider(target.toFile()).get().toPath();
    } catch (IOException e) {
      throw new Failure("there is no Redis for this machine's kind: " + e.getMessage(), e);
    }
  }
}
