package fettle.ops.train.workspace;

import fettle.ops.pipeline.PassingFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Data sets, jobs and model versions in one place. Every operation may fail with a {@link
 * PassingFailure} when it is worth trying again, and with a {@link fettle.ops.Failure} when a
 * person has to mend something; what makes something may be called again after a kill at any point.
 */
public interface ModelWorkspace {

  /** Where it is, for a person. */
  String place();

  /** Tells the program that learns here from another one, which may learn something else. */
  String trainer();

  /** Time between two questions to a running job. */
  Duration pollEvery();

  /** Whether all of a data set's files are there. */
  boolean isUploaded(Dataset dataset) throws PassingFailure, IOException, InterruptedException;

  /** Puts those files of a data set there that are missing. */
  void upload(Dataset dataset) throws PassingFailure, IOException, InterruptedException;

  /** Whether this version of the data set is registered. */
  boolean isRegistered(Dataset dataset) throws PassingFailure, IOException, InterruptedException;

  void register(Dataset dataset) throws PassingFailure, IOException, InterruptedException;

  /** The state of a job; empty when none of that name was submitted. */
  Optional<JobState> job(String name) throws PassingFailure, IOException, InterruptedException;

  /** Submits a job; one of that name which was submitted before is left as it is. */
  void submit(JobSpec job) throws PassingFailure, IOException, InterruptedException;

  /**
   * What a job has written from an offset on, at most {@link LogPiece#LIMIT} bytes.
   *
   * @param last whether the job has ended
   */
  LogPiece log(String job, long offset, boolean last)
      throws PassingFailure, IOException, InterruptedException;

  /** A file that a completed job left in its output folder; at most a few kilobytes. */
  byte[] output(String job, String file) throws PassingFailure, IOException, InterruptedException;

  /** Every version of a model, in no order; empty when there is none. */
  List<ModelVersion> models(String name) throws PassingFailure, IOException, InterruptedException;

  /**
   * Registers what a completed job left.
   *
   * @throws fettle.ops.Failure when the version is taken by another model
   */
  void register(ModelVersion model) throws PassingFailure, IOException, InterruptedException;

  /** Writes one file of a registered model to {@code to}, whose content is not to be trusted. */
  void download(ModelVersion model, String file, Path to)
      throws PassingFailure, IOException, InterruptedException;

  /** A small file of a registered model, whose content is not to be trusted; empty without it. */
  Optional<byte[]> find(ModelVersion model, String file)
      throws PassingFailure, IOException, InterruptedException;
}
