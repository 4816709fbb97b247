package fettle.ops.deploy;

import fettle.ops.environment.Problems;
import fettle.ops.environment.Secret;
import fettle.ops.environment.Section;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

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
    Registry registry,
    Images images,
    Modules modules,
    Runtime runtime,
    ModelPlace model,
    Map<String, String> routes,
    Integer storeAndForwardSeconds,
    Integer timeLimitSeconds)
    implements Section {
  static final String NAME = "deploy";

  private static final String DEVICE = "edge-01";
  private static final int TWO_HOURS = 7200;
  private static final int FIVE_MINUTES = 300;
  private static final int A_DAY = 86_400;
  private static final int A_MONTH = 30 * A_DAY;
  private static final String ID = "[A-Za-z0-9._:-]{1,128}";

  public DeploySettings {
    device = device == null ? DEVICE : device;
    registry = registry == null ? new Registry(null, null, null, null) : registry;
    images = images == null ? new Images(null, null, null) : images;
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

  /**
   * @param server host, and port if it is not 443; left out, the one that was provisioned
   * @param username of one that may pull and push; left out, nobody signs in
   * @param repository what the images' names begin with
   */
  public record Registry(String server, String username, Secret password, String repository) {
    private static final String PROJECT = "fettle";

    public Registry {
      repository = repository == null ? PROJECT : repository;
    }
  }

  /**
   * @param base an image with a JRE for all platforms, with its digest, so that the same input
   *     makes the same image
   * @param user numeric {@code user:group} that the modules run as
   */
  public record Images(String base, List<String> platforms, String user) {
    private static final List<String> BOTH = List.of("linux/amd64", "linux/arm64");
    private static final String NOBODY_SPECIAL = "10001:10001";

    public Images {
      platforms = platforms == null ? BOTH : List.copyOf(platforms);
      user = user == null ? NOBODY_SPECIAL : user;
    }
  }

  /** The two modules. */
  public record Modules(ModuleSettings sensor, ModuleSettings inference) {
    public Modules {
      sensor = sensor == null ? new ModuleSettings(null, null, null) : sensor;
      inference = inference == null ? new ModuleSettings(null, null, null) : inference;
    }
  }

  /**
   * @param environment of the module's process; no place for secrets, it stands in the twin
   * @param createOptions Docker's, such as devices and volumes
   * @param desired properties of the module's twin
   */
  public record ModuleSettings(
      Map<String, String> environment,
      Map<String, Object> createOptions,
      Map<String, Object> desired) {
    public ModuleSettings {
      environment = environment == null ? Map.of() : Map.copyOf(environment);
      createOptions = createOptions == null ? Map.of() : Map.copyOf(createOptions);
      desired = desired == null ? Map.of() : Map.copyOf(desired);
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

  /** Where a manifest of models is, and its hash. */
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
    checkRegistry(problems, path + ".registry");
    checkImages(problems, path + ".images");
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
      problems.matches(
          path + ".model.sha256", model.sha256(), "[0-9a-f]{64}", "must be 64 hex digits");
    }
    problems.within(path + ".storeAndForwardSeconds", storeAndForwardSeconds, 1, A_MONTH);
    problems.within(path + ".timeLimitSeconds", timeLimitSeconds, 1, A_DAY);
  }

  private void checkRegistry(Problems problems, String path) {
    problems.require(
        registry.server() == null || registry.server().matches("[A-Za-z0-9.\\[\\]:-]+"),
        path + ".server",
        registry.server(),
        "must be a host, and a port if it is not 443");
    problems.require(
        (registry.username() == null) == (registry.password() == null),
        path + ".username",
        registry.username(),
        "goes together with a password");
    problems.matches(
        path + ".repository",
        registry.repository(),
        "[a-z0-9]+([._/-][a-z0-9]+)*",
        "must be lower-case letters and digits, parted by . _ / -");
  }

  private void checkImages(Problems problems, String path) {
    problems.require(
        images.base() == null || isPinned(images.base()),
        path + ".base",
        images.base(),
        "must be an image with its digest, as in registry/jre:25@sha256:…");
    problems.require(
        !images.platforms().isEmpty()
            && images.platforms().stream().allMatch(each -> each.matches("linux/[a-z0-9]+")),
        path + ".platforms",
        images.platforms(),
        "must be a list such as [linux/amd64, linux/arm64]");
    problems.matches(
        path + ".user",
        images.user(),
        "[1-9]\\d{0,8}:[1-9]\\d{0,8}",
        "must be a numeric user:group, neither of them root's 0");
  }

  private static final Pattern PINNED = Pattern.compile("[^@\\s]+@sha256:[0-9a-f]{64}");

  static boolean isPinned(String image) {
    return PINNED.matcher(image).matches();
  }
}
