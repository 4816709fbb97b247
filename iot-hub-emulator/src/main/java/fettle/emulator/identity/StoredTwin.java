package fettle.emulator.identity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;

/**
 * A twin as it is in its file; its nodes are never changed.
 *
 * @param generationId of the identity that it belongs to
 * @param etag counts the changes that the service made
 */
record StoredTwin(
    String generationId,
    long version,
    long etag,
    ObjectNode tags,
    ObjectNode desired,
    ObjectNode reported) {

  static StoredTwin fresh(Identity identity, Instant now) {
    return new StoredTwin(
        identity.generationId(),
        1,
        1,
        JsonNodeFactory.instance.objectNode(),
        TwinDocument.emptyProperties(now),
        TwinDocument.emptyProperties(now));
  }

  Twin toTwin(Identity identity) {
    return new Twin(
        identity.deviceId(),
        identity.moduleId(),
        etagText(),
        version,
        tags.deepCopy(),
        desired.deepCopy(),
        reported.deepCopy());
  }

  /** Eight bytes in base64, as IoT Hub's are. */
  String etagText() {
    return Base64.getEncoder()
        .encodeToString(ByteBuffer.allocate(Long.BYTES).putLong(etag).array());
  }

  boolean fits() {
    return TwinRules.size(tags) <= TwinRules.MAX_TAGS_BYTES
        && TwinRules.size(desired) <= TwinRules.MAX_PROPERTIES_BYTES
        && TwinRules.size(reported) <= TwinRules.MAX_PROPERTIES_BYTES;
  }
}
