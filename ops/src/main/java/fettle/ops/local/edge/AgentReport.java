package fettle.ops.local.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.ops.process.Life;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The reported properties of {@code $edgeAgent}: what was wanted, repeated, and how each module is
 * doing. Names and values are IoT Edge's (Properties of the IoT Edge agent and hub module twins).
 */
final class AgentReport {
  private static final String NEVER = "0001-01-01T00:00:00Z";

  private AgentReport() {}

  /**
   * How a module is doing.
   *
   * @param life {@code null} while it never ran
   * @param trouble why it does not run though it should; {@code null} when nothing keeps it
   */
  record ModuleState(ModuleSpec spec, Life life, String trouble) {

    String runtimeStatus() {
      if (trouble != null) {
        return "unknown";
      }
      return life == null ? "stopped" : statusOf(life);
    }
  }

  /** The last desired properties that were seen. */
  record Seen(long version, int code, String description) {}

  /**
   * @param system {@code systemModules} of the manifest
   * @param hub the process that plays edgeHub
   * @param agentSince when this edgeAgent began
   */
  static ObjectNode of(
      Seen seen,
      Map<String, ModuleState> modules,
      JsonNode system,
      Optional<Life> hub,
      Instant agentSince) {
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    report.put("schemaVersion", "1.1");
    report.put("lastDesiredVersion", seen.version());
    report
        .putObject("lastDesiredStatus")
        .put("code", seen.code())
        .put("description", seen.description());
    report
        .putObject("runtime")
        .put("type", "docker")
        .putObject("platform")
        .put("os", System.getProperty("os.name").toLowerCase(java.util.Locale.ROOT))
        .put("architecture", System.getProperty("os.arch"));
    report.set("systemModules", systemModules(system, hub, agentSince));
    ObjectNode custom = report.putObject("modules");
    modules.forEach(
        (name, state) ->
            custom.set(
                name,
                entry(
                    state.spec().manifest(),
                    state.runtimeStatus(),
                    state.trouble() == null ? "" : state.trouble(),
                    state.life())));
    return report;
  }

  private static ObjectNode systemModules(JsonNode system, Optional<Life> hub, Instant agentSince) {
    ObjectNode modules = JsonNodeFactory.instance.objectNode();
    modules.set(
        "edgeAgent",
        entry(system.path("edgeAgent"), "running", "", null)
            .put("lastStartTimeUtc", agentSince.toString()));
    modules.set(
        "edgeHub",
        entry(
            system.path("edgeHub"),
            hub.map(AgentReport::statusOf).orElse("unknown"),
            "",
            hub.orElse(null)));
    return modules;
  }

  private static ObjectNode entry(JsonNode wanted, String status, String description, Life life) {
    ObjectNode entry =
        wanted instanceof ObjectNode object
            ? object.deepCopy()
            : JsonNodeFactory.instance.objectNode().put("type", "docker");
    entry.put("runtimeStatus", status).put("statusDescription", description);
    entry.put("exitCode", life == null || life.exitCode() == null ? 0 : life.exitCode());
    entry.put("lastStartTimeUtc", life == null ? NEVER : life.since().toString());
    entry.put(
        "lastExitTimeUtc", life == null || life.ended() == null ? NEVER : life.ended().toString());
    entry.put("restartCount", life == null ? 0 : life.restarts());
    entry.put(
        "lastRestartTimeUtc",
        life == null || life.restarts() == 0 ? NEVER : life.since().toString());
    return entry;
  }

  private static String statusOf(Life life) {
    return switch (life.phase()) {
      case RUNNING -> "running";
      case WAITING -> "backoff";
      case ENDED -> life.exitCode() == 0 ? "stopped" : "failed";
      case STOPPED -> "stopped";
    };
  }

  /**
   * The merge patch that turns what is reported into what should be; empty when they agree.
   *
   * @param is may have {@code $version} and {@code $metadata}, which do not count
   */
  static ObjectNode patch(JsonNode is, ObjectNode should) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> entry : is.properties()) {
      if (!should.has(entry.getKey()) && !entry.getKey().startsWith("$")) {
        patch.putNull(entry.getKey());
      }
    }
    for (Map.Entry<String, JsonNode> entry : should.properties()) {
      JsonNode before = is.path(entry.getKey());
      JsonNode after = entry.getValue();
      if (before.isObject() && after instanceof ObjectNode object) {
        ObjectNode inner = patch(before, object);
        if (!inner.isEmpty()) {
          patch.set(entry.getKey(), inner);
        }
      } else if (!same(before, after)) {
        patch.set(entry.getKey(), after);
      }
    }
    return patch;
  }

  /** 5 and 5.0 are one number, however a hub writes it. */
  private static boolean same(JsonNode a, JsonNode b) {
    if (a.isNumber() && b.isNumber()) {
      return a.decimalValue().compareTo(b.decimalValue()) == 0;
    }
    return a.equals(b);
  }
}
