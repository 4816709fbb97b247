package fettle.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.emulator.edgehub.EdgeSettings;
import fettle.emulator.hub.Allowance;
import fettle.emulator.hub.Endpoint;
import fettle.emulator.hub.Enrichment;
import fettle.emulator.hub.HubRoute;
import fettle.emulator.hub.HubRoutes;
import fettle.emulator.hub.RouteCondition;
import fettle.emulator.hub.Tier;
import fettle.emulator.lake.LakeFormat;
import fettle.emulator.lake.StorageEndpoint;
import fettle.emulator.link.HubAddress;
import fettle.emulator.serviceapi.ServicePolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The emulator as a program. When every listener is open it prints one line, {@code READY} and a
 * JSON object without secrets, and writes the same with connection strings into {@code hub.json} in
 * its data folder; then it runs until it is told to end.
 */
@Command(
    name = "hub",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "An IoT Edge hub and an IoT hub on this machine, for any Azure device SDK.")
public final class Main implements Callable<Integer> {

  private static final String LAKE_CONNECTION_STRING = "FETTLE_LAKE_CONNECTION_STRING";
  private static final String SERVICE_KEY = "FETTLE_SERVICE_KEY";

  @Option(names = "--data", description = "Folder for everything that lasts.")
  private Path data = Path.of(".fettle", "hub");

  @Option(names = "--roles", split = ",", description = "What to play: ${COMPLETION-CANDIDATES}.")
  private Set<Role> roles = EnumSet.allOf(Role.class);

  @Option(names = "--bind", description = "Loopback address to listen on.")
  private String bind = Listeners.DEFAULT.bindAddress();

  @Option(
      names = "--mqtt-port",
      description = "MQTT over TLS; device SDKs always use 8883. 0 takes a free port.")
  private int mqttPort = Listeners.DEFAULT.mqttPort();

  @Option(names = "--websocket-port", description = "MQTT over WebSocket; -1 for none.")
  private int webSocketPort = Listeners.DEFAULT.webSocketPort();

  @Option(names = "--https-port", description = "Service API.")
  private int httpsPort = Listeners.DEFAULT.httpsPort();

  @Option(names = "--kafka-port", description = "Built-in endpoint.")
  private int kafkaPort = Listeners.DEFAULT.kafkaPort();

  @Option(
      names = "--kafka-open",
      paramLabel = "HOST",
      description =
          "Opens the built-in endpoint to other machines, which reach it under this name, without"
              + " TLS and login: for a network of its own, such as a cluster's.")
  private String openKafkaHost;

  @Option(
      names = "--service-open",
      paramLabel = "PORT",
      description =
          "Opens the service API to other machines at this port, without TLS; requests are signed"
              + " all the same, with the key in the environment variable "
              + SERVICE_KEY
              + " (base64) where it is set: for a network of its own, such as a cluster's.")
  private int openServicePort = Listeners.NONE;

  @Option(names = "--hub", description = "Name of the hub.")
  private String hub = HubSettings.DEFAULT.name();

  @Option(names = "--host", description = "Host name that devices sign for; has a dot.")
  private String host = HubSettings.DEFAULT.host();

  @Option(names = "--topic", description = "Event Hub-compatible name.")
  private String topic = HubSettings.DEFAULT.topic();

  @Option(names = "--partitions", description = "Partitions of a new built-in endpoint, 1 to 32.")
  private int partitions = HubSettings.DEFAULT.partitions();

  @Option(
      names = "--lake",
      description = "Folder of the storage route; in the data folder if not set.")
  private Path lake;

  @Option(names = "--lake-format", description = "Blobs: ${COMPLETION-CANDIDATES}.")
  private LakeFormat lakeFormat = HubSettings.Lake.DEFAULT.format();

  @Option(
      names = "--lake-container",
      description =
          "Blob container instead of a folder; the storage account's connection string is taken"
              + " from the environment variable "
              + LAKE_CONNECTION_STRING
              + ".")
  private String lakeContainer;

  @Option(
      names = "--lake-batch",
      description = "Time after which a batch becomes a blob, ISO 8601.")
  private Duration lakeBatch = HubSettings.Lake.DEFAULT.batchTime();

  @Option(
      names = "--enrichment",
      paramLabel = "KEY=VALUE",
      description =
          "Application property that the hub adds to every message: text, $iothubname or a path"
              + " like $twin.tags.site; may be repeated.")
  private Map<String, String> enrichments = Map.of();

  @Option(
      names = "--route",
      paramLabel = "NAME=ENDPOINT [WHERE CONDITION]",
      description =
          "Route of the hub to events or lake, like \"scored=lake WHERE kind = 'scored'\"; may be"
              + " repeated. Without any, every message goes to both; with some, events also gets"
              + " what none of them takes.")
  private Map<String, String> routes = Map.of();

  @Option(
      names = "--tier",
      description =
          "Takes no more than a hub of this tier: ${COMPLETION-CANDIDATES}. Beyond its messages a"
              + " day or a second it closes connections as IoT Hub does. Without, it takes"
              + " everything.")
  private Tier tier;

  @Option(names = "--units", description = "Units of that tier.")
  private int units = 1;

  @Option(
      names = "--daily-messages",
      description = "Messages of a UTC day instead of the tier's; 0 for any number.")
  private Long dailyMessages;

  @Option(
      names = "--device",
      description = "Edge device to create if it is missing; may be repeated.")
  private List<String> devices = List.of();

  @Option(
      names = "--manifest",
      paramLabel = "DEVICE=FILE",
      description =
          "Deployment manifest to apply to an edge device, in which {{sha256:PATH}} stands for a"
              + " file's hash; may be repeated.")
  private Map<String, Path> manifests = Map.of();

  @Option(
      names = "--environments",
      paramLabel = "DIR",
      description =
          "Folder for how the modules of --manifest connect: for each a properties file of the"
              + " variables that device SDKs read, DEVICE/MODULE.properties.")
  private Path environments;

  @Option(
      names = "--prepare",
      description = "Ends when devices and modules are there, instead of serving them.")
  private boolean prepare;

  @Option(
      names = "--upstream",
      description = "With --roles edge: the hub.json of the process that plays the hub.")
  private Path upstream;

  @Option(
      names = "--store-bytes",
      description = "What edgeHub keeps of each endpoint and priority before senders must wait.")
  private long storeBytes = EdgeSettings.DEFAULT.maxBytes();

  @Option(names = "--ack-timeout", description = "After which a module gets a message again.")
  private Duration ackTimeout = EdgeSettings.DEFAULT.ackTimeout();

  public static void main(String[] args) {
    ProgramLog.configure();
    System.exit(
        new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true).execute(args));
  }

  @Override
  public Integer call() throws InterruptedException {
    try {
      return roles.contains(Role.HUB) ? runHub() : runEdge();
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      System.err.println("hub: " + e.getMessage());
      return 1;
    }
  }

  private int runHub() throws IOException, InterruptedException {
    String key = System.getenv(SERVICE_KEY);
    if (key != null) {
      ServicePolicy.keep(data, key);
    }
    Emulator emulator = Emulator.start(config(), devices);
    Deploying deploying = new Deploying(emulator, environments);
    for (Map.Entry<String, Path> manifest : manifests.entrySet()) {
      deploying.apply(manifest.getKey(), manifest.getValue());
    }
    if (prepare) {
      emulator.close();
      return 0;
    }
    return ready(emulator.json(false), emulator::close);
  }

  private int runEdge() throws IOException, InterruptedException {
    if (upstream == null || devices.size() != 1) {
      throw new IllegalArgumentException(
          "--roles edge needs --upstream with the hub's hub.json, and one --device");
    }
    RemoteEdge edge = RemoteEdge.start(config(), HubAddress.read(upstream), devices.getFirst());
    return ready(edge.json(), edge::close);
  }

  /** Says where everything is, and returns when the process was told to end. */
  private static int ready(ObjectNode where, Runnable close) throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    Thread onSignal =
        new Thread(
            () -> {
              close.run();
              ended.countDown();
            },
            "shutdown");
    Runtime.getRuntime().addShutdownHook(onSignal);
    System.out.println("READY " + where);
    ended.await();
    return 0;
  }

  private HubSettings.Container lakeContainer() {
    if (lakeContainer == null) {
      return null;
    }
    String connectionString = System.getenv(LAKE_CONNECTION_STRING);
    if (connectionString == null) {
      throw new IllegalArgumentException(
          "--lake-container needs the storage account's connection string in the environment"
              + " variable "
              + LAKE_CONNECTION_STRING);
    }
    return new HubSettings.Container(connectionString, lakeContainer);
  }

  private List<Enrichment> enrichments() {
    Set<String> everywhere = Set.of(Endpoint.EVENTS, StorageEndpoint.NAME);
    return enrichments.entrySet().stream()
        .map(one -> new Enrichment(one.getKey(), one.getValue(), everywhere))
        .toList();
  }

  private Allowance allowance() {
    Allowance given = tier == null ? Allowance.UNLIMITED : tier.of(units);
    return dailyMessages == null ? given : given.withMessages(dailyMessages);
  }

  /** {@code null} for the usual ones. */
  private HubRoutes routes() {
    return routes.isEmpty()
        ? null
        : new HubRoutes(
            routes.entrySet().stream().map(one -> route(one.getKey(), one.getValue())).toList(),
            true);
  }

  private static HubRoute route(String name, String text) {
    String[] parts = text.strip().split("(?i)\\s+WHERE\\s+", 2);
    return new HubRoute(
        name, RouteCondition.parse(parts.length == 1 ? "true" : parts[1]), parts[0]);
  }

  EmulatorConfig config() {
    return EmulatorConfig.defaults(data)
        .withRoles(roles)
        .withListeners(
            new Listeners(
                bind,
                mqttPort,
                webSocketPort,
                httpsPort,
                kafkaPort,
                openKafkaHost,
                openServicePort))
        .withHub(
            settings ->
                settings
                    .withName(hub)
                    .withHost(host)
                    .withTopic(topic)
                    .withPartitions(partitions)
                    .withEnrichments(enrichments())
                    .withRoutes(routes())
                    .withAllowance(allowance())
                    .withLake(new HubSettings.Lake(lake, lakeFormat, lakeBatch, lakeContainer())))
        .withEdge(new EdgeSettings(storeBytes, ackTimeout));
  }
}
