package fettle.ops.release;

import fettle.ops.Failure;
import fettle.ops.base.DebianBase;
import fettle.ops.environment.Problems;
import fettle.ops.environment.Secret;
import fettle.ops.image.ImageArchives;
import fettle.ops.image.ImageBase;
import fettle.ops.image.ImageRecipe;
import fettle.ops.image.ImageRegistry;
import fettle.ops.image.ImageSettings;
import fettle.ops.image.RegistryLogin;
import fettle.ops.image.Revision;
import fettle.ops.parallel.SideBySide;
import fettle.ops.pipeline.PassingFailure;
import fettle.ops.pipeline.Redaction;
import fettle.ops.stage.TrainingRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./fettle images}: every program as an image. */
@Command(
    name = "images",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Makes images of all programs: into a registry, for two architectures, or as archives that",
      "podman and docker load. The same build and base give the same image; beside it lies the list",
      "of its components (CycloneDX). Programs run as a user without rights and write to /data and",
      "/tmp only."
    })
public final class ImagesCommand implements Callable<Integer> {
  private static final String DEBIAN = "debian";

  @Spec private CommandSpec spec;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Place place;

  /** Where images go. */
  static final class Place {
    @Option(names = "--to", paramLabel = "DIR", description = "Folder for archives.")
    private Path folder;

    @Option(names = "--registry", paramLabel = "HOST[:PORT]", description = "Registry to push to.")
    private String registry;
  }

  @Option(
      names = "--base",
      paramLabel = "BASE",
      description =
          "What images stand on: an image with a JRE and its digest (NAME@sha256:...), an archive"
              + " that podman save wrote, or 'debian', a base made of Debian packages and this"
              + " JDK, for this machine's architecture.")
  private String base = DEBIAN;

  @Option(
      names = "--platforms",
      split = ",",
      paramLabel = "OS/ARCH",
      description = "Default: linux/amd64,linux/arm64 in a registry with a base from one.")
  private List<String> platforms;

  @Option(names = "--user", description = "Numeric user:group that programs run as.")
  private String user;

  @Option(names = "--repository", description = "What the images' names begin with.")
  private String repository = "fettle";

  @Option(names = "--only", split = ",", paramLabel = "PROGRAM", description = "Of all programs.")
  private List<String> only = Program.projects();

  @Option(names = "--username", description = "Of one that may push.")
  private String username;

  @Option(
      names = "--password",
      paramLabel = "env:NAME|file:PATH",
      description = "Where the password is, never the password itself.")
  private String password;

  @Option(
      names = "--components",
      paramLabel = "DIR",
      description = "Where lists of components go. Default: --to; with a registry nowhere.")
  private Path components;

  @Option(
      names = "--without-components",
      description = "No lists of components: where the build could not make them.")
  private boolean withoutComponents;

  @Option(
      names = "--caches",
      split = ",",
      paramLabel = "PROGRAM",
      description = "Those that get an ahead-of-time cache, of all that can have one.")
  private List<String> caches = Program.projects();

  @Option(
      names = "--without-caches",
      description =
          "No ahead-of-time caches. Else images on the base 'debian' have one, made by running the"
              + " programs for some seconds, and kept.")
  private boolean withoutCaches;

  @Option(
      names = "--kustomize",
      paramLabel = "FILE",
      description = "Component to write, for instance k8s/images/kustomization.yaml.")
  private Path kustomize;

  private final Path root;

  public ImagesCommand() {
    this(Path.of(System.getProperty("fettle.root", "")).toAbsolutePath());
  }

  /**
   * @param root the project's folder
   */
  ImagesCommand(Path root) {
    this.root = root;
  }

  @Override
  public Integer call() throws PassingFailure, IOException, InterruptedException {
    List<Program> programs = only.stream().map(Program::of).distinct().toList();
    ImageSettings settings = settings();
    Path work = root.resolve(".fettle/images");
    ImageBase standsOn = base(work, settings);
    Map<Program, ImageRecipe> recipes = recipes(programs, standsOn, settings);
    if (base.equals(DEBIAN) && !withoutCaches) {
      recipes = withCaches(recipes, work);
    }
    List<KustomizeImages.Image> made = write(recipes, destination(work.resolve("cache")));
    if (kustomize != null) {
      KustomizeImages.write(kustomize, made);
    }
    return 0;
  }

  /** Side by side, and told of in the programs' order. */
  private List<KustomizeImages.Image> write(
      Map<Program, ImageRecipe> recipes, Destination destination)
      throws PassingFailure, IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    List<KustomizeImages.Image> images = new ArrayList<>();
    SideBySide.map(
        Math.min(Runtime.getRuntime().availableProcessors(), Math.max(1, recipes.size())),
        List.copyOf(recipes.keySet()),
        program -> made(program, recipes.get(program), destination),
        made -> {
          out.println(made.told());
          out.flush();
          images.add(made.image());
        });
    return images;
  }

  private Destination.Made made(Program program, ImageRecipe recipe, Destination destination)
      throws PassingFailure, InterruptedException {
    try {
      listComponents(program, recipe);
      return destination.put(program, recipe);
    } catch (PassingFailure e) {
      throw new PassingFailure(
          program.project() + ": " + e.getMessage(), e.retryAfter().orElse(null), e);
    } catch (Failure e) {
      throw new Failure(program.project() + ": " + e.getMessage(), e);
    }
  }

  private Map<Program, ImageRecipe> recipes(
      List<Program> programs, ImageBase standsOn, ImageSettings settings)
      throws InterruptedException {
    String revision = Revision.of(root);
    Map<Program, ImageRecipe> recipes = new EnumMap<>(Program.class);
    for (Program program : programs) {
      recipes.put(
          program,
          new ImageRecipe(
                  repository + "/" + program.project(),
                  program.application(root),
                  standsOn,
                  settings.platforms(),
                  settings.user(),
                  revision,
                  program.environment())
              .withJavaOptions(program.javaOptions()));
    }
    return recipes;
  }

  private Map<Program, ImageRecipe> withCaches(Map<Program, ImageRecipe> recipes, Path work)
      throws PassingFailure, InterruptedException {
    if (Runtime.version().feature() < TrainingRun.OLDEST) {
      spec.commandLine()
          .getErr()
          .printf("no ahead-of-time caches: they need a JDK %d%n", TrainingRun.OLDEST);
      return recipes;
    }
    Path java = new DebianBase(work.resolve("base")).java();
    Map<Program, ImageRecipe> wanted = new EnumMap<>(recipes);
    wanted.keySet().retainAll(caches.stream().map(Program::of).toList());
    Map<Program, ImageRecipe> all = new EnumMap<>(recipes);
    all.putAll(new AotCaches(root, work.resolve("aot"), java).completed(wanted));
    return all;
  }

  private ImageSettings settings() {
    List<String> wanted = platforms;
    if (wanted == null && (place.folder != null || !base.contains("@"))) {
      wanted = List.of(DebianBase.platform());
    }
    ImageSettings settings = new ImageSettings(base.contains("@") ? base : null, wanted, user);
    Problems problems = new Problems();
    settings.check(problems, "images");
    problems.throwIfAny("the options");
    if (settings.platforms().size() > 1 && (place.folder != null || !base.contains("@"))) {
      throw new Failure(
          "--platforms names several; an archive holds one, and a base that is no image of a"
              + " registry has one");
    }
    return settings;
  }

  private ImageBase base(Path work, ImageSettings settings) throws InterruptedException {
    if (base.equals(DEBIAN)) {
      return new DebianBase(work.resolve("base")).make();
    }
    return base.contains("@")
        ? new ImageBase.Pinned(settings.pinnedBase(null))
        : ImageBase.archive(Path.of(base).toAbsolutePath());
  }

  private void listComponents(Program program, ImageRecipe recipe) {
    Path folder = components == null ? place.folder : components;
    if (folder != null && !withoutComponents) {
      Components.read(program.components(root))
          .completedBy(recipe.application())
          .write(folder.toAbsolutePath().resolve(program.project() + ".cdx.json"));
    }
  }

  private Destination destination(Path cache) {
    return place.folder != null
        ? new Destination.Folder(new ImageArchives(place.folder.toAbsolutePath(), cache))
        : new Destination.Registry(
            place.registry, new ImageRegistry(place.registry, login(), cache));
  }

  private Optional<RegistryLogin> login() {
    if ((username == null) != (password == null)) {
      throw new Failure("--username goes together with --password");
    }
    return Optional.ofNullable(username)
        .map(name -> new RegistryLogin(name, new Secret(password).read(new Redaction())));
  }
}
