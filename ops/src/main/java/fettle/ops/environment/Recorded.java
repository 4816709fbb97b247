package fettle.ops.environment;

import fettle.ops.pipeline.Journal;
import fettle.ops.pipeline.RunState;
import java.util.Optional;

/**
 * What steps of an environment's pipelines record and later commands look up, where the environment
 * file does not say it. The names of these steps and outputs exist here only.
 */
public enum Recorded {
  /** Host name of the IoT hub. */
  HUB(Recorded.PROVISION, "iot-hub", "hostName"),
  /** Host of the container registry. */
  REGISTRY(Recorded.PROVISION, "registry", "loginServer"),
  /** Resource id of the Azure ML workspace. */
  WORKSPACE(Recorded.PROVISION, "ml-workspace", "id"),
  /** Name of the cluster in that workspace. */
  COMPUTE(Recorded.PROVISION, "ml-compute", "name"),
  /** Address of the blobs of the lake's storage account. */
  LAKE(Recorded.PROVISION, "lake-account", "blobEndpoint"),
  /** Name of the lake's container in that account. */
  LAKE_CONTAINER(Recorded.PROVISION, "lake-container", "name"),
  /** Client id of the identity that gateways sign in as. */
  WORKLOADS(Recorded.PROVISION, "identity", "clientId"),
  /** Client id of the identity by which dashboards read the lake. */
  DASHBOARD(Recorded.PROVISION, "dashboard-identity", "clientId"),
  /** Path of the manifest of the models that were trained, on this machine. */
  MODELS(Recorded.TRAIN, "publish", "manifest");

  /** The pipeline that makes what an environment has. */
  public static final String PROVISION = "provision";

  /** The pipeline that learns models. */
  public static final String TRAIN = "train";

  private final String pipeline;
  private final String step;
  private final String output;

  Recorded(String pipeline, String step, String output) {
    this.pipeline = pipeline;
    this.step = step;
    this.output = output;
  }

  /** Id of the step that records it. */
  public String step() {
    return step;
  }

  /** Its name among the step's outputs. */
  public String output() {
    return output;
  }

  /** As the newest run recorded it that came so far; empty when none did. */
  public Optional<String> in(Journal journal) {
    return journal
        .newest(pipeline)
        .flatMap(this::in)
        .or(() -> journal.earlier(pipeline).stream().flatMap(run -> in(run).stream()).findFirst());
  }

  private Optional<String> in(RunState run) {
    return Optional.ofNullable(run.steps().get(step))
        .map(state -> state.outputs().get(output))
        .filter(value -> !value.isBlank());
  }
}
