package fettle.ops.train.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fettle.ops.Failure;
import fettle.ops.pipeline.PassingFailure;
import fettle.ops.train.card.ModelCards;
import fettle.ops.train.workspace.Dataset;
import fettle.ops.train.workspace.JobSpec;
import fettle.ops.train.workspace.JobState;
import fettle.ops.train.workspace.LogPiece;
import fettle.ops.train.workspace.ManifestFile;
import fettle.ops.train.workspace.ModelVersion;
import fettle.ops.train.workspace.ModelWorkspace;
import fettle.ops.train.workspace.WholeFiles;
import fettle.telemetry.model.ModelManifest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A folder as a model workspace: {@code uploads/HASH} holds files, {@code
 * datasets/NAME/VERSION.json} registers them, {@code jobs/NAME} is a {@link JobFolder}, {@code
 * models/NAME/VERSION} holds a model's files and {@code model.json}. Every file and folder appears
 * whole or not at all. One pipeline at a time may use it; the pipeline's journal sees to that.
 */
public final class LocalWorkspace implements ModelWorkspace {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();
  private static final String RECORD = "model.json";
  private static final Duration POLL_EVERY = Duration.ofMillis(200);

  private final Path root;
  private final List<String> program;
  private final String trainer;

  /**
   * @param root made when needed
   * @param program that does a job by {@link JobFolder#run}; the job's folder is added as its last
   *     argument
   * @param trainer tells the program from another one that may learn something else
   */
  public LocalWorkspace(Path root, List<String> program, String trainer) {
    this.root = root.toAbsolutePath().normalize();
    this.program = List.copyOf(program);
    this.trainer = trainer;
  }

  @Override
  public String place() {
    return root.toString();
  }

  @Override
  public Duration pollEvery() {
    return POLL_EVERY;
  }

  @Override
  public String trainer() {
    return trainer;
  }

  private Path files(Dataset dataset) {
    return root.resolve("uploads").resolve(dataset.sha256());
  }

  @Override
  public boolean isUploaded(Dataset dataset) {
    return Files.isDirectory(files(dataset));
  }

  @Override
  public void upload(Dataset dataset) throws PassingFailure, IOException, InterruptedException {
    WholeFiles.folder(
        files(dataset),
        folder -> {
          for (Dataset.File file : dataset.files()) {
            file.requireUnchanged();
            Files.copy(file.source(), folder.resolve(file.name()));
          }
        });
  }

  private Path registration(Dataset dataset) {
    return root.resolve("datasets").resolve(dataset.name()).resolve(dataset.version() + ".json");
  }

  @Override
  public boolean isRegistered(Dataset dataset) {
    return Files.isRegularFile(registration(dataset));
  }

  @Override
  public void register(Dataset dataset) throws IOException {
    Map<String, Object> entry = new TreeMap<>();
    entry.put("name", dataset.name());
    entry.put("version", dataset.version());
    entry.put("sha256", dataset.sha256());
    entry.put("files", dataset.files().stream().map(Dataset.File::name).toList());
    entry.put("bytes", dataset.bytes());
    WholeFiles.write(registration(dataset), JSON.writeValueAsBytes(entry));
  }

  private JobFolder jobFolder(String name) {
    return new JobFolder(root.resolve("jobs").resolve(name));
  }

  @Override
  public Optional<JobState> job(String name) throws IOException {
    return Files.isDirectory(root.resolve("jobs").resolve(name))
        ? jobFolder(name).state()
        : Optional.empty();
  }

  @Override
  public void submit(JobSpec job) throws IOException {
    if (job(job.name()).isPresent()) {
      return;
    }
    Path folder = Files.createDirectories(root.resolve("jobs").resolve(job.name()));
    JobFolder files = jobFolder(job.name());
    List<String> arguments = new ArrayList<>(job.arguments());
    arguments.addAll(List.of("--from", files(job.dataset()).toString()));
    arguments.addAll(List.of("--out", files.output().toString()));
    files.order(new JobFolder.Order(arguments, job.timeLimit().toString()));
    List<String> command = new ArrayList<>(program);
    command.add(folder.toString());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(files.log().toFile()))
            .start();
    process.getOutputStream().close();
    files.launched(process.toHandle());
  }

  @Override
  public LogPiece log(String job, long offset, boolean last) throws IOException {
    Path log = jobFolder(job).log();
    if (!Files.exists(log)) {
      return new LogPiece("", offset);
    }
    ByteBuffer bytes = ByteBuffer.allocate(LogPiece.LIMIT);
    try (SeekableByteChannel channel = Files.newByteChannel(log).position(offset)) {
      int read = 0;
      while (read >= 0 && bytes.hasRemaining()) {
        read = channel.read(bytes);
      }
    }
    return LogPiece.of(Arrays.copyOf(bytes.array(), bytes.position()), offset, last);
  }

  @Override
  public byte[] output(String job, String file) throws IOException {
    return Files.readAllBytes(jobFolder(job).output().resolve(file));
  }

  private Path modelFolder(ModelVersion model) {
    return root.resolve("models").resolve(model.name()).resolve(Integer.toString(model.version()));
  }

  @Override
  public List<ModelVersion> models(String name) throws IOException {
    Path folder = root.resolve("models").resolve(name);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> records;
    try (Stream<Path> versions = Files.list(folder)) {
      records = versions.map(v -> v.resolve(RECORD)).filter(LocalWorkspace::isRecord).toList();
    }
    List<ModelVersion> models = new ArrayList<>();
    for (Path entry : records) {
      models.add(JSON.readValue(entry.toFile(), ModelVersion.class));
    }
    return models;
  }

  /** Not one of a folder that a killed run began. */
  private static boolean isRecord(Path file) {
    return file.getParent().getFileName().toString().matches("[0-9]+") && Files.exists(file);
  }

  @Override
  public void register(ModelVersion model)
      throws PassingFailure, IOException, InterruptedException {
    for (ModelVersion other : models(model.name())) {
      if (other.version() == model.version() && !other.equals(model)) {
        throw new Failure(other.title() + " is taken by another training; run again");
      }
    }
    Path output = jobFolder(model.job()).output();
    byte[] bytes = Files.readAllBytes(output.resolve(ManifestFile.NAME));
    ModelManifest manifest = ManifestFile.parse(bytes, output.toString());
    WholeFiles.folder(
        modelFolder(model),
        folder -> {
          Files.write(folder.resolve(ManifestFile.NAME), bytes);
          for (ModelManifest.Entry part : manifest.models()) {
            Files.copy(output.resolve(part.uri()), folder.resolve(part.uri()));
            for (String card : ModelCards.names(part.uri())) {
              if (Files.exists(output.resolve(card))) { // an older program made none
                Files.copy(output.resolve(card), folder.resolve(card));
              }
            }
          }
          Files.write(folder.resolve(RECORD), JSON.writeValueAsBytes(model));
        });
  }

  @Override
  public void download(ModelVersion model, String file, Path to) throws IOException {
    Files.copy(modelFolder(model).resolve(file), to, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public Optional<byte[]> find(ModelVersion model, String file) throws IOException {
    Path found = modelFolder(model).resolve(file);
    return Files.isRegularFile(found) ? Optional.of(Files.readAllBytes(found)) : Optional.empty();
  }
}
