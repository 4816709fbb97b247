package fettle.ops.train.reference;

import fettle.ops.train.reference.TrainOutcome.Failed;
import fettle.ops.train.reference.TrainOutcome.Model;
import fettle.ops.train.reference.TrainOutcome.Written;
import fettle.recording.ReadResult;
import fettle.recording.Recording;
import fettle.recording.RecordingName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads recordings, learns from them, writes models and manifest: all of them, or nothing. Where
 * each machine has a model of its own, one whose recording teaches nothing goes without, and the
 * outcome says why; it fails when none is left.
 */
public final class Training {

  private Training() {}

  public static TrainOutcome run(TrainRequest request) {
    RecordingFiles reader = new RecordingFiles(request.reading());
    List<String> without = new ArrayList<>();
    List<Recording> recordings = new ArrayList<>();
    for (Path file : request.files()) {
      switch (reader.read(file)) {
        case ReadResult.Read read -> recordings.add(read.recording());
        case ReadResult.Unreadable unreadable -> without.add(unreadable.problem());
      }
    }
    if (!without.isEmpty() && !request.perMachine()) {
      return new Failed(without.getFirst());
    }
    ModelFolder folder = new ModelFolder(request.out());
    List<Model> models = new ArrayList<>();
    for (Job job : jobs(request, recordings)) {
      Trainer trainer =
          new Trainer(
              request.learner(),
              job.name(),
              request.version(),
              request.window(),
              request.healthy());
      switch (trainer.train(job.recordings())) {
        case TrainResult.Trained trained ->
            models.add(folder.model(job.name(), request.version(), job.machines(), trained));
        case TrainResult.Refused refused -> without.add(refused.problem());
      }
    }
    if (models.isEmpty()) {
      return new Failed(String.join("; ", without));
    }
    String twice = twice(models);
    return twice == null ? write(folder, models, without, request) : new Failed(twice);
  }

  private static TrainOutcome write(
      ModelFolder folder, List<Model> models, List<String> without, TrainRequest request) {
    try {
      Evaluation evaluation =
          models.stream()
              .map(model -> model.trained().evaluation())
              .reduce(Evaluation.NONE, Evaluation::plus);
      String sha256 = folder.write(models, evaluation);
      return new Written(folder.manifest(), sha256, models, evaluation, without);
    } catch (IOException e) {
      return new Failed(
          "cannot write to %s (%s); choose a folder that can be written with --out"
              .formatted(request.out(), e));
    }
  }

  private static List<Job> jobs(TrainRequest request, List<Recording> recordings) {
    if (!request.perMachine()) {
      return List.of(new Job(request.name(), List.of(request.machinePattern()), recordings));
    }
    return recordings.stream()
        .map(
            recording -> {
              String machine = RecordingName.machineOf(recording.file());
              return new Job(request.name() + "-" + machine, List.of(machine), List.of(recording));
            })
        .toList();
  }

  private static String twice(List<Model> models) {
    for (int i = 0; i < models.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (models.get(i).name().equals(models.get(j).name())) {
          return "two files are of one machine, '%s'; name each file after its machine"
              .formatted(models.get(i).machines().get(0));
        }
      }
    }
    return null;
  }

  private record Job(String name, List<String> machines, List<Recording> recordings) {}
}
