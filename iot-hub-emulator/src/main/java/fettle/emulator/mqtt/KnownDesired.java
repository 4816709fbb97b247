package fettle.emulator.mqtt;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.emulator.identity.TwinDocument;
import java.util.Optional;

/**
 * The desired properties that a client behind the edge hub was told of, so that after an outage of
 * the link it can be told what it missed. For the event loop.
 */
final class KnownDesired {

  private ObjectNode desired = JsonNodeFactory.instance.objectNode();
  private long version;
  private boolean patchedOnThisLink;

  /** The link is up anew. Only then versions may have gone back: the identity was made again. */
  void linkIsUp() {
    patchedOnThisLink = false;
  }

  /**
   * A patch has come.
   *
   * @return whether it tells anything new
   */
  boolean patched(ObjectNode patch, long to) {
    if (to <= version) {
      return false;
    }
    desired = TwinDocument.merged(desired, patch);
    version = to;
    patchedOnThisLink = true;
    return true;
  }

  /** The client itself was given its desired properties. */
  void read(ObjectNode whole) {
    if (versionOf(whole) > version) {
      take(whole);
    }
  }

  /**
   * What leads from what the client knows to the desired properties as the hub has them, with
   * {@code null} for what went; empty when there is nothing that it does not know.
   */
  Optional<ObjectNode> missed(ObjectNode whole) {
    long now = versionOf(whole);
    if (now == version || (now < version && patchedOnThisLink)) {
      return Optional.empty();
    }
    ObjectNode patch = TwinDocument.announced(TwinDocument.replacement(desired, whole), now);
    take(whole);
    return Optional.of(patch);
  }

  private void take(ObjectNode whole) {
    desired = TwinDocument.plain(whole);
    version = versionOf(whole);
  }

  private static long versionOf(ObjectNode whole) {
    return whole.path("$version").asLong();
  }
}
