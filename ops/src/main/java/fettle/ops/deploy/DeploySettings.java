package fettle.ops.deploy;

import fettle.ops.environment.Problems;
import fettle.ops.environment.Section;
import fettle.ops.image.ImageSettings;
import fettle.ops.image.RegistrySettings;
import java.util.Map;

/**
 * The section {@code deploy}.
 *
 * @param hub host of the IoT hub; left out, the one that was provisioned
 * @param device that gets the modules, unless there is a fleet
 * @param fleet {@code null} = one device
 * @param model {@code null} = the one that was trained
 * @param routes further ones by name, such as of a new output of a module; one with the name of a
 *     standard route takes its place
 * @param storeAndForwardSeconds how long edgeHub keeps messages while the link is down; what is
 *     older when the link comes back is lost
 * @param timeLimitSeconds in which the modules have to report what they were told to run; too low,
 *     and a slow download is taken back
 */
public record DeploySettings(
    String hub,
    String device,
    Fleet fleet,
    RegistrySettings registry,
    ImageSettings images,
    Modules modules,
    Runtime runtime,
    ModelPlace model,
    Map<String, String> routes,
    Integer storeAndForwardSeconds,
    Integer timeLimitSeconds)
    implements Section {
  /** In an environment file. */
  public static final String NAME = "deploy";

  private static final String DEVICE = "edge-01";
  private static final int TWO_HOURS = 7200;
  private static final int FIVE_MINUTES = 300;
  private static final int A_DAY = 86_400;
  private static final int A_MONTH = 30 * A_DAY;
  private static final String ID = "[A-Za-z0-9._:-]{1,128}";

  public DeploySettings {
    device = device == null ? DEVICE : device;
    registry = registry == null ? new RegistrySettings(null, null, null, null) : registry;
    images = images == null ? new ImageSettings(null, null, null) : images;
    modules = modules == null ? new Modules(null, null) : modules;
    runtime = runtime == null ? new Runtime(null, null) : runtime;
    routes = routes == null ? Map.of() : Map.copyOf(routes);
    storeAndForwardSeconds = storeAndForwardSeconds == null ? TWO_HOURS : storeAndForwardSeconds;
    timeLimitSeconds = timeLimitSeconds == null ? FIVE_MINUTES : timeLimitSeconds;
  }

  /**
   * @param targetCondition over device tags, such as {@code tags.site='A'}
   * @param priority of several deployments that fit a device, the highest one wins
   */
  public record Fleet(String targetCondition, Integer priority, Map<String, String> labels) {
    private static final int USUAL = 10;

    public Fleet {
      priority = priority == null ? USUAL : priority;
      labels = labels == null ? Map.of() : Map.copyOf(labels);
    }
  }

  /** The two modules. */
  public record Modules(ModuleSettings sensor, ModuleSettings inference) {
    public Modules {
      sensor = sensor == null ? ModuleSettings.USUAL : sensor;
      inference = inference == null ? ModuleSettings.USUAL : inference;
    }

    private void check(Problems problems, String path) {
      for (EdgeModule module : EdgeModule.values()) {
        ImageSettings.checkReference(
            problems, path + "." + module.id() + ".image", module.of(this).image());
      }
    }
  }

  /**
   * @param image that the device pulls, for {@code --target azure}; left out, the module's build is
   *     made one and pushed
   * @param environment of the module's process; no place for secrets, it stands in the twin
   * @param createOptions Docker's, such as devices and volumes
   * @param desired properties of the module's twin
   * @param running {@code false} = it is there and waits
   */
  public record ModuleSettings(
      String image,
      Map<String, String> environment,
      Map<String, Object> createOptions,
      Map<String, Object> desired,
      Boolean running) {
    static final ModuleSettings USUAL = new ModuleSettings(null, null, null, null, null);

    public ModuleSettings {
      environment = environment == null ? Map.of() : Map.copyOf(environment);
      createOptions = createOptions == null ? Map.of() : Map.copyOf(createOptions);
      desired = desired == null ? Map.of() : Map.copyOf(desired);
      running = running == null || running;
    }
  }

  /** Images of edgeAgent and edgeHub. */
  public record Runtime(String agent, String hub) {
    private static final String MICROSOFT = "mcr.microsoft.com/azureiotedge-";

    public Runtime {
      agent = agent == null ? MICROSOFT + "agent:1.5" : agent;
      hub = hub == null ? MICROSOFT + "hub:1.5" : hub;
    }
  }

  /**
   * Where a manifest of models is.
   *
   * @param sha256 hash of the manifest; left out, that of the one that was trained, which then has
   *     to be there
   */
  public record ModelPlace(String uri, String sha256) {}

  @Override
  public void check(Problems problems, String path) {
    problems.require(
        hub == null || hub.matches("[a-z0-9.:-]+\\.[a-z0-9.:-]+"),
        path + ".hub",
        hub,
        "must be a host, as in plant-a.azure-devices.net");
    problems.matches(path + ".device", device, ID, "must be 1 to 128 letters, digits and . _ : -");
    if (fleet != null) {
      problems.require(
          fleet.targetCondition() != null && !fleet.targetCondition().isBlank(),
          path + ".fleet.targetCondition",
          fleet.targetCondition(),
          "must say which devices, as in tags.site='A'");
      problems.within(path + ".fleet.priority", fleet.priority(), 0, Integer.MAX_VALUE);
    }
    registry.check(problems, path + ".registry");
    images.check(problems, path + ".images");
    modules.check(problems, path + ".modules");
    if (model != null) {
      problems.require(
          model.uri() != null && model.uri().matches("(https|file):.+"),
          path + ".model.uri",
          model.uri(),
          "must be the https: or file: URI of a manifest");
      problems.require(
          model.uri() == null || !model.uri().matches("(?i).*(//[^/]*@|[?&]sig=).*"),
          path + ".model.uri",
          "…",
          "must hold no login and no signature: it stands in a twin, which is no place for secrets");
      problems.require(
          model.sha256() == null || model.sha256().matches("[0-9a-f]{64}"),
          path + ".model.sha256",
          model.sha256(),
          "must be 64 hex digits");
    }
    problems.within(path + ".storeAndForwardSeconds", storeAndForwardSeconds, 1, A_MONTH);
    problems.within(path + ".timeLimitSeconds", timeLimitSeconds, 1, A_DAY);
  }
}
