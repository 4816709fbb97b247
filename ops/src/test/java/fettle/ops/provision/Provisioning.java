package fettle.ops.provision;

import fettle.ops.azure.AzureClients;
import fettle.ops.azure.AzureSection;
import fettle.ops.azure.AzureStandIn;
import fettle.ops.environment.EnvironmentFile;
import fettle.ops.pipeline.Finding;
import fettle.ops.pipeline.Journal;
import fettle.ops.pipeline.Kill;
import fettle.ops.pipeline.Pipeline;
import fettle.ops.pipeline.PipelineRunner;
import fettle.ops.pipeline.Redaction;
import fettle.ops.pipeline.Retries;
import fettle.ops.pipeline.RunListener;
import fettle.ops.pipeline.RunState;
import fettle.ops.pipeline.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Runs the pipeline of a test's environment against the stand-in. */
final class Provisioning {
  static final String SUBSCRIPTION = "11111111-2222-3333-4444-555555555555";
  static final String OPERATOR = "99999999-8888-7777-6666-555555555555";
  static final String AZURE =
      """
      name: plant-a
      azure:
        subscription: 11111111-2222-3333-4444-555555555555
        tenant: aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee
        region: westeurope
      """;
  static final String EVERYTHING =
      AZURE
          + """
          provision:
            hub:
              units: 2
            lake:
              format: JSON
            eventHubs:
              enabled: true
            access:
              operators: [99999999-8888-7777-6666-555555555555]
            cluster:
              issuer: https://westeurope.oic.prod-aks.azure.com/tenant/cluster/
          """;

  private final AzureStandIn azure;
  private final Path folder;
  private final List<RunListener.Event> events = new CopyOnWriteArrayList<>();
  private String yaml = EVERYTHING;
  private int attempts = 3;
  private boolean applyChanges;

  Provisioning(AzureStandIn azure, Path folder) {
    this.azure = azure;
    this.folder = folder;
  }

  Provisioning file(String yaml) {
    this.yaml = yaml;
    return this;
  }

  /** How often a step is tried. */
  Provisioning attempts(int attempts) {
    this.attempts = attempts;
    return this;
  }

  Provisioning applyingChanges() {
    applyChanges = true;
    return this;
  }

  List<RunListener.Event> events() {
    return List.copyOf(events);
  }

  Path journal() {
    return folder.resolve("runs");
  }

  RunState run() throws IOException {
    return runner().run(pipeline(), request(), events::add);
  }

  /** A run that is broken off; whether its moment came. */
  boolean run(Kill kill) throws Exception {
    azure.serve(kill);
    try {
      return kill.strike(
          pipeline(), (doomed, listener) -> runner().run(doomed, request(), listener));
    } finally {
      azure.serve(null);
    }
  }

  /** What runs take with them from one to the next. */
  Map<String, Map<String, String>> outputs() {
    return new Journal(journal())
        .newest("provision").orElseThrow().steps().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, step -> step.getValue().outputs()));
  }

  List<String> steps() throws IOException {
    return pipeline().steps().stream().map(Step::id).toList();
  }

  Map<String, Finding> plan() throws Exception {
    return runner().plan(pipeline(), request());
  }

  private PipelineRunner runner() {
    Retries retries = new Retries(attempts, Duration.ofMillis(1), Duration.ofMillis(5));
    return new PipelineRunner(
        new Journal(journal()), new Redaction(), retries, InstantSource.system());
  }

  private static PipelineRunner.Request request() {
    return new PipelineRunner.Request("plant-a", "azure", "test");
  }

  private Pipeline pipeline() throws IOException {
    Blueprint blueprint = blueprint();
    AzureClients clients = new AzureClients(azure.access(), blueprint.azure());
    return ProvisionPipeline.of(blueprint, clients, applyChanges);
  }

  Blueprint blueprint() throws IOException {
    EnvironmentFile file =
        EnvironmentFile.read(Files.writeString(folder.resolve("fettle.yaml"), yaml));
    return new Blueprint(
        file.name(),
        file.section("azure", AzureSection.class),
        file.section("provision", ProvisionSection.class));
  }

  /** What went wrong, by step. */
  static Map<String, String> errors(RunState run) {
    return run.steps().entrySet().stream()
        .filter(step -> step.getValue().error() != null)
        .collect(Collectors.toMap(Map.Entry::getKey, step -> step.getValue().error()));
  }
}
