package fettle.ops.device;

import fettle.ops.Failure;
import fettle.ops.command.PipelineOptions;
import fettle.ops.environment.EnvironmentFile;
import fettle.ops.hub.HubPlace;
import fettle.ops.hub.Hubs;
import fettle.ops.pipeline.Pipeline;
import fettle.ops.pipeline.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./fettle device}: identities of edge devices. */
@Command(
    name = "device",
    description = "Creates, rotates and revokes the identities of edge devices.",
    mixinStandardHelpOptions = true)
public final class DeviceCommand {
  private final Hubs hubs;

  @Spec private CommandSpec spec;

  public DeviceCommand() {
    this(Hubs.ofThisProcess());
  }

  DeviceCommand(Hubs hubs) {
    this.hubs = hubs;
  }

  /** Which device, and where. */
  static final class Which {
    @Parameters(index = "0", paramLabel = "DEVICE", description = "the device's id")
    private String device;

    @Option(
        names = "--folder",
        paramLabel = "DIR",
        description = "of the system that runs on this machine (default: .fettle/demo)")
    private Path folder;

    @Option(names = "--hub", paramLabel = "HOST", description = "default: the one provisioned")
    private String hub;
  }

  /** Where a new credential goes. */
  static final class Where {
    @Option(
        names = "--out",
        paramLabel = "DIR",
        description = "private folder for the device's key and config.toml (default: ./DEVICE)")
    private Path out;

    @Option(
        names = "--days",
        paramLabel = "N",
        defaultValue = "365",
        description = "life of a certificate (default: ${DEFAULT-VALUE})")
    private int days;
  }

  @Command(
      name = "create",
      description = "creates an edge device, unless it is there; writes its key or certificate",
      mixinStandardHelpOptions = true)
  int create(
      @Mixin PipelineOptions options,
      @Mixin Which which,
      @Mixin Where where,
      @Option(
              names = "--auth",
              paramLabel = "sas|x509",
              defaultValue = "sas",
              description = "what it proves itself with (default: ${DEFAULT-VALUE})")
          Credential.Kind kind)
      throws InterruptedException {
    return credential("device-create", options, which, where, false, kind);
  }

  @Command(
      name = "rotate",
      description =
          "gives a device a new key or certificate; the present one counts until the next time",
      mixinStandardHelpOptions = true)
  int rotate(@Mixin PipelineOptions options, @Mixin Which which, @Mixin Where where)
      throws InterruptedException {
    return credential("device-rotate", options, which, where, true, Credential.Kind.SAS);
  }

  @Command(
      name = "revoke",
      description = "lets a device in no more",
      mixinStandardHelpOptions = true)
  int revoke(
      @Mixin PipelineOptions options,
      @Mixin Which which,
      @Option(names = "--delete", description = "has the hub forget it, twins and all")
          boolean delete)
      throws InterruptedException {
    EnvironmentFile environment = options.environment();
    HubPlace hub = hubs.find(options, environment, which.folder, which.hub);
    DeviceRegistry registry = new DeviceRegistry(hub.service(), which.device, options.redaction());
    return run(
        "device-revoke",
        options,
        environment,
        which.device + (delete ? " deleted" : ""),
        new RevokeStep(registry, delete));
  }

  private int credential(
      String name,
      PipelineOptions options,
      Which which,
      Where where,
      boolean rotate,
      Credential.Kind kind)
      throws InterruptedException {
    if (!which.device.matches("[A-Za-z0-9._:-]{1,128}")) {
      throw new Failure(
          "%s is no device id; it must be 1 to 128 letters, digits and . _ : -"
              .formatted(which.device));
    }
    EnvironmentFile environment = options.environment();
    HubPlace hub = hubs.find(options, environment, which.folder, which.hub);
    Path out = where.out == null ? Path.of(which.device) : where.out;
    CredentialStep step =
        new CredentialStep(
            new DeviceRegistry(hub.service(), which.device, options.redaction()),
            new CredentialFolder(out.toAbsolutePath().normalize()),
            hub.hostName(),
            new CredentialStep.Wish(rotate, kind, Duration.ofDays(where.days)),
            options.redaction());
    return run(name, options, environment, which.device + " " + out.toAbsolutePath(), step);
  }

  private int run(
      String name, PipelineOptions options, EnvironmentFile environment, String inputs, Step step)
      throws InterruptedException {
    return options.execute(
        new Pipeline(name, List.of(step)), environment, inputs, spec.commandLine().getOut());
  }
}
