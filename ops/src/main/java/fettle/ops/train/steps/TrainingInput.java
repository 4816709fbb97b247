package fettle.ops.train.steps;

import fettle.ops.hash.Sha256;
import fettle.ops.train.compare.NewestData;
import fettle.ops.train.workspace.Dataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a run learns from and how: the one thing that every step of it speaks of. */
final class TrainingInput {
  private final TrainSettings settings;
  private final Recordings recordings;
  private final String trainer;
  private Dataset dataset;

  /**
   * @param trainer tells the program that learns from another one
   */
  TrainingInput(TrainSettings settings, Recordings recordings, String trainer) {
    this.settings = settings;
    this.recordings = recordings;
    this.trainer = trainer;
  }

  TrainSettings settings() {
    return settings;
  }

  /** Hashed once a run; empty while the recordings have not been made. */
  synchronized Optional<Dataset> dataset() throws IOException {
    if (dataset == null) {
      Optional<List<Path>> found = recordings.found();
      if (found.isPresent()) {
        dataset = Dataset.of(settings.name(), found.get());
      }
    }
    return Optional.ofNullable(dataset);
  }

  /** For {@link fettle.ops.pipeline.Step#apply}, when the recordings have been made. */
  Dataset madeDataset() throws IOException {
    return dataset().orElseThrow(() -> new IllegalStateException("the recordings are not made"));
  }

  /** The rows to compare models by; the recordings have been made. */
  NewestData newest() throws IOException {
    return recordings instanceof Recordings.Named named && recordings.hasTestSide()
        ? new NewestData(named.newest(), null, settings.reading())
        : new NewestData(
            madeDataset().files().stream().map(Dataset.File::source).toList(),
            settings.healthy(),
            settings.reading());
  }

  /** Of all rows that a comparison may read, hex. */
  String newestSha256() throws IOException {
    StringBuilder all = new StringBuilder(madeDataset().sha256());
    for (Path file : newest().files()) {
      all.append('\n').append(Sha256.of(file));
    }
    return Sha256.of(all.toString());
  }

  /** Of the data, the options and the trainer, hex: what a model is known by. */
  Optional<String> fingerprint() throws IOException {
    String options = String.join("\n", settings.arguments());
    return dataset().map(data -> Sha256.of(String.join("\n", data.sha256(), trainer, options)));
  }
}
