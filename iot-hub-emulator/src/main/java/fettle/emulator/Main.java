package fettle.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.emulator.edgehub.EdgeSettings;
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
import picocli.CommandLine.Mixin;
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

  /** Environment variable with the key of the service API. */
  static final String SERVICE_KEY = "FETTLE_SERVICE_KEY";

  @Option(names = "--data", description = "Folder for everything that lasts.")
  private Path data = Path.of(".fettle", "hub");

  @Option(names = "--roles", split = ",", description = "What to play: ${COMPLETION-CANDIDATES}.")
  private Set<Role> roles = EnumSet.allOf(Role.class);

  @Mixin private ListenerOptions listeners = new ListenerOptions();

  @Mixin private HubOptions hub = new HubOptions();

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

  EmulatorConfig config() {
    return EmulatorConfig.defaults(data)
        .withRoles(roles)
        .withListeners(listeners.listeners())
        .withHub(hub::settings)
        .withEdge(new EdgeSettings(storeBytes, ackTimeout));
  }
}
