package fettle.ops.train.reference;

import fettle.recording.ReadOptions;
import java.nio.file.Path;
import java.util.List;

/**
 * What to learn and where to put it.
 *
 * @param learner how to learn
 * @param files the recordings
 * @param name of the model; with {@code perMachine} the machine's name is added to it
 * @param version of the models
 * @param out folder for the models and their manifest
 * @param machinePattern glob of the machines that the model is for; unused with {@code perMachine}
 * @param perMachine one model a file, for the machine that the file is named after
 * @param healthy the rows to learn from
 * @param window W, readings in a window
 * @param reading how to read the files
 */
public record TrainRequest(
    Learner learner,
    List<Path> files,
    String name,
    int version,
    Path out,
    String machinePattern,
    boolean perMachine,
    HealthyPart healthy,
    int window,
    ReadOptions reading) {

  /** W unless told otherwise. */
  public static final int DEFAULT_WINDOW = 30;
}
