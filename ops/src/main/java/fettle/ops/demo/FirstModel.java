package fettle.ops.demo;

import fettle.ops.Failure;
import fettle.ops.local.JavaPrograms;
import fettle.ops.pipeline.PassingFailure;
import fettle.ops.train.reference.TrainOutcome;
import fettle.ops.train.reference.TrainRequest;
import fettle.ops.train.reference.Training;
import fettle.ops.train.steps.SimulatedHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Trains what the demo starts with: from the beginning of each recording, one model a machine, or
 * from simulated history without faults, one model for all pumps.
 */
final class FirstModel {
  private final DemoSettings settings;
  private final Path out;

  FirstModel(DemoSettings settings) {
    this.settings = settings;
    this.out = settings.folder().resolve("models");
  }

  /**
   * A manifest of models.
   *
   * @param summary a few words for a person
   */
  record Trained(Path manifest, String sha256, String summary) {}

  Trained train() throws PassingFailure, IOException, InterruptedException {
    if (settings.isReplay()) {
      return perMachine();
    }
    TrainRequest request = TrainRequest.shared(simulatedHistory(), "pump", "pump-*", out);
    return switch (Training.run(request)) {
      case TrainOutcome.Written written -> trained(written, List.of());
      case TrainOutcome.Failed failed -> throw new Failure(failed.problem());
    };
  }

  /** A recording from which nothing can be learned is replayed all the same, without a model. */
  private Trained perMachine() {
    List<String> without = new ArrayList<>();
    TrainOutcome outcome = train(settings.replay());
    if (outcome instanceof TrainOutcome.Failed) {
      List<Path> useful = new ArrayList<>();
      for (Path file : settings.replay()) {
        switch (train(List.of(file))) {
          case TrainOutcome.Written written -> useful.add(file);
          case TrainOutcome.Failed failed -> without.add(failed.problem());
        }
      }
      if (!useful.isEmpty()) {
        outcome = train(useful);
      }
    }
    return switch (outcome) {
      case TrainOutcome.Written written -> trained(written, without);
      case TrainOutcome.Failed failed -> throw new Failure(failed.problem());
    };
  }

  private TrainOutcome train(List<Path> files) {
    return Training.run(TrainRequest.perMachine(files, "machine", out));
  }

  private static Trained trained(TrainOutcome.Written written, List<String> without) {
    TrainOutcome.Model first = written.models().getFirst();
    String models =
        written.models().size() == 1
            ? first.name() + ":" + first.version()
            : written.models().size() + " models";
    return new Trained(
        written.manifest(),
        written.sha256(),
        without.isEmpty() ? models : models + "; no model where " + String.join("; ", without));
  }

  private List<Path> simulatedHistory() throws PassingFailure, IOException, InterruptedException {
    Path folder = settings.folder().resolve("history");
    new SimulatedHistory(new JavaPrograms(settings.root()), folder).make();
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".csv")).sorted().toList();
    }
  }
}
