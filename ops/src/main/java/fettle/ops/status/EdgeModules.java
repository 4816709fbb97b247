package fettle.ops.status;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The modules of one device: what its edgeAgent was told and says. */
final class EdgeModules {
  private static final int MOST_MODELS = 2;

  /** Twins, as the hub has them. */
  interface Twins {

    /** A module's twin with {@code properties} and {@code connectionState}; missing if unknown. */
    JsonNode twin(String module);
  }

  private EdgeModules() {}

  static List<Status.Module> of(String device, Twins twins) {
    JsonNode agent = twins.twin("$edgeAgent").path("properties");
    JsonNode desired = agent.path("desired").path("modules");
    JsonNode reported = agent.path("reported").path("modules");
    Set<String> names = new TreeSet<>();
    desired.fieldNames().forEachRemaining(names::add);
    reported.fieldNames().forEachRemaining(names::add);
    List<Status.Module> modules = new ArrayList<>();
    for (String name : names) {
      JsonNode twin = twins.twin(name);
      JsonNode said = reported.path(name);
      modules.add(
          new Status.Module(
              device,
              name,
              text(desired.path(name).at("/settings/image")),
              text(said.at("/settings/image")),
              said.path("runtimeStatus").asText("not reported"),
              twin.path("connectionState").asText().equals("Connected"),
              said.path("restartCount").asInt(),
              model(twin.at("/properties/reported/models"))));
    }
    return modules;
  }

  /** What the inference module says of its models, in a few words. */
  private static String model(JsonNode models) {
    if (models.isMissingNode()) {
      return null;
    }
    String state = models.path("state").asText("unknown");
    List<String> names = new ArrayList<>();
    for (JsonNode model : models.path("loaded")) {
      if (names.size() < MOST_MODELS) {
        names.add(model.path("name").asText() + ":" + model.path("version").asText());
      }
    }
    int more = models.path("loadedTotal").asInt() - names.size();
    if (more > 0) {
      names.add("and " + more + " more");
    }
    return names.isEmpty() ? state : String.join(", ", names) + " (" + state + ")";
  }

  private static String text(JsonNode node) {
    return node.isTextual() ? node.textValue() : null;
  }
}
