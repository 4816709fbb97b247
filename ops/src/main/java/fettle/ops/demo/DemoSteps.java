package fettle.ops.demo;

import fettle.ops.hub.EdgeDevice;
import fettle.ops.hub.HubInfo;
import fettle.ops.hub.HubTrust;
import fettle.ops.local.LocalProvision;
import fettle.ops.local.ReadyStep;
import fettle.ops.local.RuntimeHost;
import fettle.ops.pipeline.Finding;
import fettle.ops.pipeline.Outputs;
import fettle.ops.pipeline.PassingFailure;
import fettle.ops.pipeline.Pipeline;
import fettle.ops.pipeline.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A demo's pipeline: the local target is provisioned while the first model is trained; then both
 * modules are deployed.
 */
final class DemoSteps {
  private static final String TRAIN = "train";
  private static final String DEPLOY = "deploy";
  private static final String MODEL = "model";
  private static final String SENSOR = "sensor";

  private final DemoSettings settings;
  private final RuntimeHost runtime;

  DemoSteps(DemoSettings settings, RuntimeHost runtime) {
    this.settings = settings;
    this.runtime = runtime;
  }

  Pipeline pipeline() {
    List<Step> steps = new ArrayList<>();
    steps.add(new TrainStep());
    steps.addAll(LocalProvision.steps(settings.local(), runtime));
    Set<String> deployNeeds = Set.of(TRAIN, LocalProvision.DEVICE);
    // a recording is not to run before there is a model to score it
    steps.add(new DeployStep(DEPLOY, deployNeeds, !settings.isReplay()));
    steps.add(
        new ReadyStep(
            MODEL,
            Set.of(DEPLOY),
            "inference module, model in use",
            settings.local().log("inference"),
            runtime,
            this::modelActive));
    Set<String> running = Set.of(TRAIN, MODEL, LocalProvision.GATEWAY, LocalProvision.DASHBOARD);
    if (settings.isReplay()) {
      steps.add(new DeployStep(SENSOR, running, true));
    }
    DashboardApi api = new DashboardApi(settings);
    steps.add(
        new ReadyStep(
            "readings",
            settings.isReplay() ? Set.of(SENSOR) : running,
            "readings arrive",
            settings.local().log(SENSOR),
            runtime,
            api::showsMachines));
    return new Pipeline("demo", steps);
  }

  private EdgeDevice edge() throws IOException {
    HubInfo hub = HubInfo.read(settings.local().hubFile());
    HubTrust.use(hub.caCertificate());
    return new EdgeDevice(hub.serviceHost(), hub.serviceCredential());
  }

  private boolean modelActive() {
    try {
      return edge().modelActive("inference");
    } catch (IOException e) {
      return false;
    }
  }

  /** Trains anew: a demo keeps nothing. */
  private final class TrainStep implements Step {

    @Override
    public String id() {
      return TRAIN;
    }

    @Override
    public Set<String> needs() {
      return Set.of();
    }

    @Override
    public Finding look(Outputs outputs) {
      return new Finding.Create("first model");
    }

    @Override
    public void apply(Finding finding, Outputs outputs, Progress progress)
        throws PassingFailure, IOException, InterruptedException {
      FirstModel.Trained trained = new FirstModel(settings).train();
      outputs.put("manifest", trained.manifest().toString());
      outputs.put("sha256", trained.sha256());
      progress.say("first model: " + trained.summary());
    }
  }

  /**
   * Applies the deployment manifest.
   *
   * @param sensorRuns whether the sensor module is to run yet
   */
  private final class DeployStep implements Step {
    private final String id;
    private final Set<String> needs;
    private final boolean sensorRuns;

    DeployStep(String id, Set<String> needs, boolean sensorRuns) {
      this.id = id;
      this.needs = needs;
      this.sensorRuns = sensorRuns;
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public Set<String> needs() {
      return needs;
    }

    @Override
    public Finding look(Outputs outputs) {
      return new Finding.Create(
          id.equals(SENSOR) ? "sensor module" : "deployment applied to " + EdgeDevice.NAME);
    }

    @Override
    public void apply(Finding finding, Outputs outputs, Progress progress) throws IOException {
      edge()
          .apply(
              DeploymentManifest.render(
                  settings,
                  Path.of(outputs.get(TRAIN, "manifest")),
                  outputs.get(TRAIN, "sha256"),
                  sensorRuns));
    }
  }
}
