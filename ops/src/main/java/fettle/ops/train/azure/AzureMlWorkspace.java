package fettle.ops.train.azure;

import com.azure.core.credential.TokenCredential;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.ops.Failure;
import fettle.ops.hash.Sha256;
import fettle.ops.pipeline.PassingFailure;
import fettle.ops.pipeline.Redaction;
import fettle.ops.train.workspace.Dataset;
import fettle.ops.train.workspace.JobSpec;
import fettle.ops.train.workspace.JobState;
import fettle.ops.train.workspace.JobState.Phase;
import fettle.ops.train.workspace.LogPiece;
import fettle.ops.train.workspace.ModelVersion;
import fettle.ops.train.workspace.ModelWorkspace;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

/**
 * An Azure ML workspace. All that is known of its REST interface is here.
 *
 * <p>Below the workspace's resource id, api-version 2024-10-01 (<a
 * href="https://learn.microsoft.com/rest/api/azureml">Azure ML REST reference</a> and its examples
 * in Azure/azure-rest-api-specs):
 *
 * <ul>
 *   <li>{@code GET datastores/NAME}: {@code accountName}, {@code containerName}, {@code endpoint},
 *       {@code protocol}. {@code workspaceblobstore} is the default one.
 *   <li>{@code GET|PUT data/NAME/versions/VERSION}: {@code dataType uri_folder}, {@code dataUri}.
 *   <li>{@code GET|PUT environments/NAME/versions/VERSION}: {@code image}, {@code osType}.
 *   <li>{@code GET|PUT jobs/NAME}: {@code jobType Command}, {@code command}, {@code environmentId},
 *       {@code computeId}, {@code inputs}, {@code outputs}, {@code limits}; answers with {@code
 *       status}. A PUT to an existing job changes only its tags.
 *   <li>{@code GET|PUT models/NAME/versions/VERSION}: {@code modelType custom_model}, {@code
 *       modelUri}, {@code jobName}, {@code properties}; {@code GET models/NAME/versions} in pages
 *       with {@code nextLink}.
 * </ul>
 *
 * <p>What a job prints is the blob {@code ExperimentRun/dcid.JOB/user_logs/std_log.txt} of the
 * datastore {@code workspaceartifactstore}, which grows while it runs (<a
 * href="https://learn.microsoft.com/azure/machine-learning/how-to-log-view-metrics">View logs</a>
 * for its name). Blobs are read and written with the caller's identity: no key is asked for.
 */
public final class AzureMlWorkspace implements ModelWorkspace {
  private static final String API = "?api-version=2024-10-01";
  private static final String DATA = "workspaceblobstore";
  private static final String ARTIFACTS = "workspaceartifactstore";
  private static final String ENVIRONMENT = "fettle-ops";
  private static final int ENVIRONMENT_DIGITS = 16;
  private static final int MOST_PAGES = 100;
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final AzureMlSettings settings;
  private final Cloud cloud;
  private final ArmResources arm;
  private final AzureHttp http;
  private final Map<String, BlobContainer> containers = new ConcurrentHashMap<>();

  /**
   * A cloud: its addresses, and its pace.
   *
   * @param management of Resource Manager, without a path
   * @param blobs the address of a storage account's blobs, from its name and the cloud's suffix
   * @param pollEvery time between two questions to a running job
   */
  public record Cloud(URI management, BinaryOperator<String> blobs, Duration pollEvery) {
    private static final Duration POLL_EVERY = Duration.ofSeconds(10);
    private static final String STORAGE_SCOPE = "https://storage.azure.com/.default";

    /** The public one. */
    public static Cloud azure() {
      return new Cloud(
          URI.create("https://management.azure.com"),
          (account, suffix) -> "https://" + account + ".blob." + suffix,
          POLL_EVERY);
    }
  }

  public AzureMlWorkspace(
      AzureMlSettings settings,
      Cloud cloud,
      HttpClient client,
      TokenCredential credential,
      Redaction redaction) {
    this.settings = settings;
    this.cloud = cloud;
    this.http = new AzureHttp(client, credential, redaction);
    this.arm = new ArmResources(http, cloud.management(), TIMEOUT);
  }

  /** The workspace in the public cloud. */
  public static AzureMlWorkspace inAzure(
      AzureMlSettings settings, TokenCredential credential, Redaction redaction) {
    HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    return new AzureMlWorkspace(settings, Cloud.azure(), client, credential, redaction);
  }

  @Override
  public Duration pollEvery() {
    return cloud.pollEvery();
  }

  @Override
  public String place() {
    return "Azure ML workspace " + settings.workspace().replaceAll(".*/", "");
  }

  @Override
  public String trainer() {
    return settings.image();
  }

  private String resource(String path) {
    return settings.workspace() + "/" + path;
  }

  private Optional<JsonNode> get(String path) throws PassingFailure, InterruptedException {
    return arm.get(resource(path) + API);
  }

  private void put(String path, ObjectNode properties)
      throws PassingFailure, IOException, InterruptedException {
    ObjectNode body = JSON.createObjectNode();
    body.set("properties", properties);
    arm.put(resource(path) + API, body);
  }

  private BlobContainer datastore(String name) throws PassingFailure, InterruptedException {
    BlobContainer known = containers.get(name);
    if (known != null) {
      return known;
    }
    JsonNode store =
        get("datastores/" + name)
            .orElseThrow(
                () ->
                    new Failure(
                        place() + " is not there, or has no datastore " + name + "; provision it"))
            .path("properties");
    String account =
        cloud.blobs().apply(store.path("accountName").asText(), store.path("endpoint").asText());
    URI address = URI.create(account + "/" + store.path("containerName").asText());
    BlobContainer container = new BlobContainer(http, address, Cloud.STORAGE_SCOPE);
    containers.put(name, container);
    return container;
  }

  private static String folder(Dataset dataset) {
    return "fettle/datasets/" + dataset.sha256() + "/";
  }

  /** Says that every file of a data set is there; written last. */
  private static String list(Dataset dataset) {
    return folder(dataset) + "files.txt";
  }

  @Override
  public boolean isUploaded(Dataset dataset) throws PassingFailure, InterruptedException {
    return datastore(DATA).holds(list(dataset), dataset.sha256());
  }

  @Override
  public void upload(Dataset dataset) throws PassingFailure, IOException, InterruptedException {
    BlobContainer blobs = datastore(DATA);
    for (Dataset.File file : dataset.files()) {
      String name = folder(dataset) + "files/" + file.name();
      if (!blobs.holds(name, file.sha256())) {
        file.requireUnchanged();
        blobs.put(name, file.sha256(), BodyPublishers.ofFile(file.source()));
      }
    }
    String files =
        dataset.files().stream()
            .map(file -> file.sha256() + "  " + file.name() + "\n")
            .collect(Collectors.joining());
    blobs.put(list(dataset), dataset.sha256(), BodyPublishers.ofString(files));
  }

  private static String data(Dataset dataset) {
    return "data/" + dataset.name() + "/versions/" + dataset.version();
  }

  private String dataUri(Dataset dataset) {
    return settings.dataUri(DATA, folder(dataset) + "files/");
  }

  @Override
  public boolean isRegistered(Dataset dataset) throws PassingFailure, InterruptedException {
    return get(data(dataset)).isPresent();
  }

  @Override
  public void register(Dataset dataset) throws PassingFailure, IOException, InterruptedException {
    ObjectNode properties = JSON.createObjectNode();
    properties.put("dataType", "uri_folder");
    properties.put("dataUri", dataUri(dataset));
    properties.put("description", "Recordings that " + dataset.name() + " learns from");
    properties.putObject("properties").put("fettle.sha256", dataset.sha256());
    put(data(dataset), properties);
  }

  @Override
  public Optional<JobState> job(String name) throws PassingFailure, InterruptedException {
    return get("jobs/" + name)
        .map(job -> job.path("properties").path("status").asText("Unknown"))
        .map(status -> new JobState(phase(status), status));
  }

  private static Phase phase(String status) {
    return switch (status) {
      case "Running", "Finalizing", "CancelRequested", "NotResponding" -> Phase.RUNNING;
      case "Completed" -> Phase.COMPLETED;
      case "Failed", "Canceled" -> Phase.FAILED;
      // NotStarted, Starting, Provisioning, Preparing, Queued, Paused, and what may be added
      default -> Phase.WAITING;
    };
  }

  @Override
  public void submit(JobSpec job) throws PassingFailure, IOException, InterruptedException {
    if (job(job.name()).isPresent()) {
      return;
    }
    ObjectNode properties = JSON.createObjectNode();
    properties.put("jobType", "Command");
    properties.put("displayName", job.name());
    properties.put("experimentName", "fettle");
    properties.put("command", OpsImage.command(job.arguments()));
    properties.put("environmentId", environment());
    properties.put("computeId", settings.computeId());
    properties
        .putObject("inputs")
        .putObject(OpsImage.INPUT)
        .put("jobInputType", "uri_folder")
        .put("mode", "ReadOnlyMount")
        .put("uri", dataUri(job.dataset()));
    properties
        .putObject("outputs")
        .putObject(OpsImage.OUTPUT)
        .put("jobOutputType", "uri_folder")
        .put("mode", "Upload")
        .put("uri", settings.dataUri(DATA, output(job.name())));
    properties
        .putObject("limits")
        .put("jobLimitsType", "Command")
        .put("timeout", job.timeLimit().toString());
    properties
        .putObject("properties")
        .put("fettle.dataset", job.dataset().name() + ":" + job.dataset().version());
    put("jobs/" + job.name(), properties);
  }

  /** The resource id of the image as an environment, registered when it is not there. */
  private String environment() throws PassingFailure, IOException, InterruptedException {
    String version = Sha256.of(settings.image()).substring(0, ENVIRONMENT_DIGITS);
    String path = "environments/" + ENVIRONMENT + "/versions/" + version;
    if (get(path).isEmpty()) {
      ObjectNode properties = JSON.createObjectNode();
      properties.put("image", settings.image());
      properties.put("osType", "Linux");
      put(path, properties);
    }
    return resource(path);
  }

  private static String output(String job) {
    return "fettle/jobs/" + job + "/models/";
  }

  @Override
  public LogPiece log(String job, long offset, boolean last)
      throws PassingFailure, InterruptedException {
    String name = "ExperimentRun/dcid." + job + "/user_logs/std_log.txt";
    byte[] read = datastore(ARTIFACTS).read(name, offset, LogPiece.LIMIT);
    return LogPiece.of(read, offset, last);
  }

  @Override
  public byte[] output(String job, String file) throws PassingFailure, InterruptedException {
    return datastore(DATA)
        .read(output(job) + file)
        .orElseThrow(
            () -> new Failure("training job " + job + " has completed without leaving " + file));
  }

  @Override
  public List<ModelVersion> models(String name) throws PassingFailure, InterruptedException {
    List<ModelVersion> models = new ArrayList<>();
    String page = resource("models/" + name + "/versions") + API;
    for (int pages = 0; page != null; pages++) {
      if (pages == MOST_PAGES) {
        throw new Failure(name + " has too many versions in " + place() + "; archive old ones");
      }
      JsonNode answer = arm.get(page).orElseGet(JSON::createObjectNode);
      for (JsonNode model : answer.path("value")) {
        RegisteredModel.read(name, model).ifPresent(models::add);
      }
      page = arm.pathOf(answer.path("nextLink").asText(null));
    }
    return models;
  }

  @Override
  public void register(ModelVersion model)
      throws PassingFailure, IOException, InterruptedException {
    String path = "models/" + model.name() + "/versions/" + model.version();
    Optional<JsonNode> present = get(path);
    if (present.isPresent()) {
      if (!RegisteredModel.read(model.name(), present.get()).equals(Optional.of(model))) {
        throw new Failure(model.title() + " is taken by another training; run again");
      }
      return;
    }
    put(path, RegisteredModel.write(model, settings.dataUri(DATA, output(model.job()))));
  }

  @Override
  public void download(ModelVersion model, String file, Path to)
      throws PassingFailure, IOException, InterruptedException {
    datastore(DATA).download(output(model.job()) + file, to);
  }

  @Override
  public Optional<byte[]> find(ModelVersion model, String file)
      throws PassingFailure, InterruptedException {
    return datastore(DATA).read(output(model.job()) + file);
  }
}
