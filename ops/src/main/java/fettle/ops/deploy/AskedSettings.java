package fettle.ops.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What people ask modules for on the dashboard stands among their desired properties, which a
 * manifest replaces. So what an environment file does not name stays as it was asked for.
 *
 * @param manifest the wanted one, with what stays
 * @param kept what stays, for people
 */
record AskedSettings(DeploymentManifest manifest, List<String> kept) {

  /** What can be asked for: a module, and where it stands among its properties. */
  private record Setting(EdgeModule module, String group, String name) {
    private String place() {
      return module.id() + "." + group + (name.isEmpty() ? "" : "." + name);
    }

    private String pointer() {
      return "/" + group + (name.isEmpty() ? "" : "/" + name);
    }
  }

  private static final List<Setting> ALL =
      List.of(
          new Setting(EdgeModule.SENSOR, "sampling", "intervalMs"),
          new Setting(EdgeModule.SENSOR, "batch", "size"),
          new Setting(EdgeModule.SENSOR, "batch", "flushMs"),
          new Setting(EdgeModule.INFERENCE, EdgeModule.MODELS, ""));

  /**
   * A manifest to be applied over another.
   *
   * @param wanted what the environment file makes
   * @param current what the device is told now
   */
  static AskedSettings over(DeploymentManifest wanted, DeploymentManifest current) {
    ObjectNode content = wanted.content().deepCopy();
    DeploymentManifest all = new DeploymentManifest(content);
    List<String> kept = new ArrayList<>();
    for (Setting setting : ALL) {
      JsonNode asked = current.desired(setting.module().id()).at(setting.pointer());
      boolean isNamed = !all.desired(setting.module().id()).at(setting.pointer()).isMissingNode();
      if (!asked.isMissingNode()
          && !isNamed
          && all.desired(setting.module().id()) instanceof ObjectNode desired) {
        ObjectNode place =
            setting.name().isEmpty() ? desired : desired.withObjectProperty(setting.group());
        place.set(setting.name().isEmpty() ? setting.group() : setting.name(), asked);
        kept.add(
            setting.place()
                + " stays as it was asked for"
                + (asked.isNumber() ? ", " + asked.asText() : ""));
      }
    }
    return new AskedSettings(all, List.copyOf(kept));
  }
}
