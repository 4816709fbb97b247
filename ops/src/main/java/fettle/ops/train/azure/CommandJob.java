package fettle.ops.train.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.ops.train.workspace.JobSpec;
import fettle.ops.train.workspace.JobState;
import fettle.ops.train.workspace.JobState.Phase;

/** A training job as Azure ML keeps it: a job of the type {@code Command}. */
final class CommandJob {
  private static final ObjectMapper JSON = new ObjectMapper();

  private CommandJob() {}

  /**
   * What a job needs of its workspace.
   *
   * @param environment resource id of the image that runs
   * @param compute resource id of the cluster
   * @param input uri of the folder with the data set's files
   * @param output uri of the folder for what the job leaves
   */
  record Places(String environment, String compute, String input, String output) {}

  /** Below the workspace. */
  static String path(String name) {
    return "jobs/" + name;
  }

  static ObjectNode write(JobSpec job, Places places) {
    ObjectNode properties = JSON.createObjectNode();
    properties.put("jobType", "Command");
    properties.put("displayName", job.name());
    properties.put("experimentName", "fettle");
    properties.put("command", OpsImage.command(job.arguments()));
    properties.put("environmentId", places.environment());
    properties.put("computeId", places.compute());
    properties
        .putObject("inputs")
        .putObject(OpsImage.INPUT)
        .put("jobInputType", "uri_folder")
        .put("mode", "ReadOnlyMount")
        .put("uri", places.input());
    properties
        .putObject("outputs")
        .putObject(OpsImage.OUTPUT)
        .put("jobOutputType", "uri_folder")
        .put("mode", "Upload")
        .put("uri", places.output());
    properties
        .putObject("limits")
        .put("jobLimitsType", "Command")
        .put("timeout", job.timeLimit().toString());
    properties
        .putObject("properties")
        .put("fettle.dataset", job.dataset().name() + ":" + job.dataset().version());
    return properties;
  }

  static JobState read(JsonNode resource) {
    String status = resource.path("properties").path("status").asText("Unknown");
    return new JobState(phase(status), status);
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
}
