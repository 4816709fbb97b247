package fettle.ops.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.util.List;

/**
 * An environment at one moment.
 *
 * @param gateway {@code null} where none could be asked
 * @param settings that the cluster's manifests want of what was provisioned
 * @param remarks what could not be found out, and why; a sentence each
 */
public record Status(
    String environment,
    String target,
    List<Resource> resources,
    List<Module> modules,
    Gateway gateway,
    List<Run> runs,
    List<Setting> settings,
    List<String> remarks) {

  /**
   * Something the environment has.
   *
   * @param state such as {@code running}
   * @param pid {@code null} for what is no process
   * @param since {@code null} where it is not known
   * @param restarts {@code null} for what is no process
   * @param detail where it is, how big it is
   */
  public record Resource(
      String name, String state, Long pid, Instant since, Integer restarts, String detail) {}

  /**
   * A module of an edge device.
   *
   * @param desiredImage {@code null} = it is not wanted any more
   * @param reportedImage {@code null} = nothing was reported of it yet
   * @param model in use, {@code null} where there is none
   */
  public record Module(
      String device,
      String name,
      String desiredImage,
      String reportedImage,
      String state,
      boolean connected,
      int restarts,
      String model) {}

  /**
   * The stream gateway.
   *
   * @param lagRecords of its worst partition, in Kafka records; {@code null} while it does not say
   */
  public record Gateway(boolean ready, Long lagRecords) {}

  /**
   * The newest run of a pipeline.
   *
   * @param result {@code succeeded}, {@code failed}, {@code running}, or {@code broken off}: its
   *     process was killed
   * @param ended {@code null} while it has not
   * @param error of its first step that failed, or where it was broken off; {@code null} when it
   *     was neither
   */
  public record Run(String pipeline, String result, Instant started, Instant ended, String error) {}

  /**
   * Something that has to stand in the manifests for the cluster, {@code k8s/}.
   *
   * @param file in {@code k8s/}
   * @param name of the annotation or variable there
   */
  public record Setting(String file, String name, String value) {}

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  public Status {
    resources = List.copyOf(resources);
    modules = List.copyOf(modules);
    runs = List.copyOf(runs);
    settings = List.copyOf(settings);
    remarks = List.copyOf(remarks);
  }

  /**
   * One line of JSON: these fields, and {@code at}.
   *
   * @param at when it was looked at
   */
  public String json(Instant at) {
    ObjectNode json = JSON.valueToTree(this);
    return json.put("at", at.toString()).toString();
  }
}
