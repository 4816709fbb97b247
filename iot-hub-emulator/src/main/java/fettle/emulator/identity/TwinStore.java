package fettle.emulator.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * The twins of all identities. Patches merge as RFC 7396 says ({@code null} deletes); each part is
 * limited to 32 KB (tags 8 KB). Safe for many threads; a change is durable when it returns.
 */
public interface TwinStore {

  /**
   * @param moduleId {@code null} for the device's twin
   * @return empty for an unknown identity
   */
  Optional<Twin> get(String deviceId, String moduleId);

  /**
   * One value of a twin, without copying the rest.
   *
   * @param path starts with {@code tags}, {@code desired} or {@code reported}
   * @return empty when the identity or the path is not there; the node must not be changed
   */
  Optional<JsonNode> value(String deviceId, String moduleId, List<String> path);

  /** Done with the whole twin; {@link Twin#reportedVersion()} is the new version. */
  Outcome<Twin> patchReported(String deviceId, String moduleId, ObjectNode patch);

  Outcome<Twin> patchDesired(String deviceId, String moduleId, ObjectNode patch);

  /** Sets the desired properties to exactly these. */
  Outcome<Twin> replaceDesired(String deviceId, String moduleId, ObjectNode desired);

  Outcome<Twin> patchTags(String deviceId, String moduleId, ObjectNode patch);

  /**
   * Changes tags and desired properties in one step.
   *
   * @param tags {@code null} leaves them
   * @param desired {@code null} leaves them
   * @param replace whether the parts are replaced instead of merged
   * @param ifMatch the etag that the twin must have, or {@code null} or {@code *} for any
   */
  Outcome<Twin> update(
      String deviceId,
      String moduleId,
      ObjectNode tags,
      ObjectNode desired,
      boolean replace,
      String ifMatch);

  /** Adds a listener for the life of this store. */
  void onDesired(DesiredListener listener);

  /** Hears of changed desired properties, so that connected clients can be told. */
  @FunctionalInterface
  interface DesiredListener {

    /**
     * Called once the change is durable, in the order of versions for one identity, on the thread
     * that made the change; must return soon.
     *
     * @param moduleId {@code null} for a device
     * @param patch what clients get as the body of the notification: the change (for a replacement:
     *     everything new, and {@code null} for what went), with {@code $version}
     */
    void desiredChanged(String deviceId, String moduleId, ObjectNode patch, long version);
  }
}
