package fettle.ops.train.azure;

import com.azure.core.credential.TokenCredential;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fettle.ops.Failure;
import fettle.ops.hash.Sha256;
import fettle.ops.pipeline.PassingFailure;
import fettle.ops.pipeline.Redaction;
import fettle.ops.train.workspace.Dataset;
import fettle.ops.train.workspace.JobSpec;
import fettle.ops.train.workspace.JobState;
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
import java.util.Optional;
import java.util.function.BinaryOperator;

/**
 * An Azure ML workspace, by its REST interface: {@link WorkspaceResources} are asked of Resource
 * Manager, files lie in its {@link Datastores}.
 *
 * <p>What a job prints is the blob {@code ExperimentRun/dcid.JOB/user_logs/std_log.txt} of the
 * datastore {@code workspaceartifactstore}, which grows while it runs (<a
 * href="https://learn.microsoft.com/azure/machine-learning/how-to-log-view-metrics">View logs</a>
 * for its name).
 */
public final class AzureMlWorkspace implements ModelWorkspace {
  private static final String ENVIRONMENT = "fettle-ops";
  private static final int ENVIRONMENT_DIGITS = 16;
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final AzureMlSettings settings;
  private final Cloud cloud;
  private final WorkspaceResources resources;
  private final Datastores datastores;

  /**
   * A cloud: its addresses, and its pace.
   *
   * @param management of Resource Manager, without a path
   * @param blobs the address of a storage account's blobs, from its name and the cloud's suffix
   * @param pollEvery time between two questions to a running job
   */
  public record Cloud(URI management, BinaryOperator<String> blobs, Duration pollEvery) {
    private static final Duration POLL_EVERY = Duration.ofSeconds(10);

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
    AzureHttp http = new AzureHttp(client, credential, redaction);
    this.resources =
        new WorkspaceResources(
            new ArmResources(http, cloud.management(), TIMEOUT), settings.workspace());
    this.datastores = new Datastores(resources, http, cloud.blobs());
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
    return resources.place();
  }

  @Override
  public String trainer() {
    return settings.image();
  }

  private BlobContainer data() throws PassingFailure, InterruptedException {
    return datastores.open(Datastores.DATA);
  }

  private String dataUri(String path) {
    return settings.dataUri(Datastores.DATA, path);
  }

  @Override
  public boolean isUploaded(Dataset dataset) throws PassingFailure, InterruptedException {
    return data().holds(new DataAsset(dataset).list(), dataset.sha256());
  }

  @Override
  public void upload(Dataset dataset) throws PassingFailure, IOException, InterruptedException {
    DataAsset asset = new DataAsset(dataset);
    BlobContainer blobs = data();
    for (Dataset.File file : dataset.files()) {
      String name = asset.files() + file.name();
      if (!blobs.holds(name, file.sha256())) {
        file.requireUnchanged();
        blobs.put(name, file.sha256(), BodyPublishers.ofFile(file.source()));
      }
    }
    blobs.put(asset.list(), dataset.sha256(), BodyPublishers.ofString(asset.listing()));
  }

  @Override
  public boolean isRegistered(Dataset dataset) throws PassingFailure, InterruptedException {
    return resources.get(new DataAsset(dataset).path()).isPresent();
  }

  @Override
  public void register(Dataset dataset) throws PassingFailure, IOException, InterruptedException {
    DataAsset asset = new DataAsset(dataset);
    resources.put(asset.path(), asset.properties(dataUri(asset.files())));
  }

  @Override
  public Optional<JobState> job(String name) throws PassingFailure, InterruptedException {
    return resources.get(CommandJob.path(name)).map(CommandJob::read);
  }

  @Override
  public void submit(JobSpec job) throws PassingFailure, IOException, InterruptedException {
    if (job(job.name()).isPresent()) {
      return;
    }
    CommandJob.Places places =
        new CommandJob.Places(
            environment(),
            settings.computeId(),
            dataUri(new DataAsset(job.dataset()).files()),
            dataUri(output(job.name())));
    resources.put(CommandJob.path(job.name()), CommandJob.write(job, places));
  }

  /** The resource id of the image as an environment, registered when it is not there. */
  private String environment() throws PassingFailure, IOException, InterruptedException {
    String version = Sha256.of(settings.image()).substring(0, ENVIRONMENT_DIGITS);
    String path = "environments/" + ENVIRONMENT + "/versions/" + version;
    if (resources.get(path).isEmpty()) {
      resources.put(
          path, JSON.createObjectNode().put("image", settings.image()).put("osType", "Linux"));
    }
    return resources.id(path);
  }

  private static String output(String job) {
    return "fettle/jobs/" + job + "/models/";
  }

  @Override
  public LogPiece log(String job, long offset, boolean last)
      throws PassingFailure, InterruptedException {
    String name = "ExperimentRun/dcid." + job + "/user_logs/std_log.txt";
    byte[] read = datastores.open(Datastores.ARTIFACTS).read(name, offset, LogPiece.LIMIT);
    return LogPiece.of(read, offset, last);
  }

  @Override
  public byte[] output(String job, String file) throws PassingFailure, InterruptedException {
    return data()
        .read(output(job) + file)
        .orElseThrow(
            () -> new Failure("training job " + job + " has completed without leaving " + file));
  }

  @Override
  public List<ModelVersion> models(String name) throws PassingFailure, InterruptedException {
    List<ModelVersion> models = new ArrayList<>();
    for (JsonNode model : resources.versions("models", name)) {
      RegisteredModel.read(name, model).ifPresent(models::add);
    }
    return models;
  }

  @Override
  public void register(ModelVersion model)
      throws PassingFailure, IOException, InterruptedException {
    String path = "models/" + model.name() + "/versions/" + model.version();
    Optional<JsonNode> present = resources.get(path);
    if (present.isPresent()) {
      if (!RegisteredModel.read(model.name(), present.get()).equals(Optional.of(model))) {
        throw new Failure(model.title() + " is taken by another training; run again");
      }
      return;
    }
    resources.put(path, RegisteredModel.write(model, dataUri(output(model.job()))));
  }

  @Override
  public void download(ModelVersion model, String file, Path to)
      throws PassingFailure, IOException, InterruptedException {
    data().download(output(model.job()) + file, to);
  }

  @Override
  public Optional<byte[]> find(ModelVersion model, String file)
      throws PassingFailure, InterruptedException {
    return data().read(output(model.job()) + file);
  }
}
