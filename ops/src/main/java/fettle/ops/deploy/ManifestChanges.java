package fettle.ops.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What differs between two manifests. Values are shown only where they cannot be secret: images,
 * models, routes.
 */
final class ManifestChanges {
  private static final Pattern SHOWN =
      Pattern.compile(".*\\.(image|routes\\..*|models\\.(uri|sha256))");

  /** Numbers are equal when their values are, whatever their kind: SDKs change it. */
  private static final Comparator<JsonNode> BY_VALUE =
      (a, b) -> {
        if (a.isNumber() && b.isNumber()) {
          return a.decimalValue().compareTo(b.decimalValue());
        }
        return a.equals(b) ? 0 : 1;
      };

  private ManifestChanges() {}

  /** Each as {@code place: is → should be}; empty when they say the same. */
  static List<String> between(DeploymentManifest is, DeploymentManifest shouldBe) {
    List<String> changes = new ArrayList<>();
    compare(is.content(), shouldBe.content(), "", changes);
    return changes;
  }

  private static void compare(JsonNode is, JsonNode shouldBe, String path, List<String> changes) {
    if (is.isObject() && shouldBe.isObject()) {
      Set<String> names = new LinkedHashSet<>();
      shouldBe.fieldNames().forEachRemaining(names::add);
      is.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        compare(is.path(name), shouldBe.path(name), path + part(path, name), changes);
      }
    } else if (!is.equals(BY_VALUE, shouldBe)) {
      changes.add(path + ": " + describe(is, shouldBe, path));
    }
  }

  private static String part(String path, String name) {
    if (name.equals(DeploymentManifest.DESIRED)) {
      return "";
    }
    return path.isEmpty() ? name : "." + name;
  }

  private static String describe(JsonNode is, JsonNode shouldBe, String path) {
    if (is instanceof MissingNode) {
      return SHOWN.matcher(path).matches() ? shouldBe.asText() : "added";
    }
    if (shouldBe instanceof MissingNode) {
      return "removed";
    }
    return SHOWN.matcher(path).matches() ? is.asText() + " → " + shouldBe.asText() : "changed";
  }
}
