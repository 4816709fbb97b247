package fettle.emulator.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/**
 * How parts of a twin change: merging with deletion by {@code null}, versions, and {@code
 * $metadata} with the time of each property's last change, as service SDKs read them. All pure:
 * arguments are never changed.
 */
public final class TwinDocument {

  private static final String VERSION = "$version";
  private static final String METADATA = "$metadata";
  private static final String UPDATED = "$lastUpdated";
  private static final String UPDATED_VERSION = "$lastUpdatedVersion";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSS'Z'").withZone(ZoneOffset.UTC);

  private TwinDocument() {}

  /** Whether a top-level name is the hub's own. */
  static boolean isOwn(String name) {
    return name.equals(VERSION) || name.equals(METADATA);
  }

  /** A part without any property: version 1. */
  static ObjectNode emptyProperties(Instant now) {
    ObjectNode part = JsonNodeFactory.instance.objectNode();
    part.putObject(METADATA).put(UPDATED, TIME.format(now));
    return part.put(VERSION, 1);
  }

  /** A copy without the hub's own members and without {@code null}s. */
  public static ObjectNode plain(ObjectNode part) {
    ObjectNode copy = merged(JsonNodeFactory.instance.objectNode(), part);
    copy.remove(VERSION);
    copy.remove(METADATA);
    return copy;
  }

  /** RFC 7396, with {@code $version} and {@code $metadata} of the patch left out. */
  public static ObjectNode merged(ObjectNode target, ObjectNode patch) {
    ObjectNode result = target.deepCopy();
    for (Map.Entry<String, JsonNode> change : patch.properties()) {
      if (isOwn(change.getKey())) {
        continue;
      }
      if (change.getValue().isNull()) {
        result.remove(change.getKey());
      } else if (change.getValue() instanceof ObjectNode nested) {
        JsonNode before = result.get(change.getKey());
        result.set(
            change.getKey(),
            merged(
                before instanceof ObjectNode known ? known : JsonNodeFactory.instance.objectNode(),
                nested));
      } else {
        result.set(change.getKey(), change.getValue().deepCopy());
      }
    }
    return result;
  }

  /** The patch that leads from one part to another: everything new, {@code null} for what went. */
  public static ObjectNode replacement(ObjectNode before, ObjectNode after) {
    ObjectNode patch = plain(after);
    for (Map.Entry<String, JsonNode> known : before.properties()) {
      if (isOwn(known.getKey())) {
        continue;
      }
      JsonNode wanted = patch.get(known.getKey());
      if (wanted == null) {
        patch.putNull(known.getKey());
      } else if (wanted instanceof ObjectNode nested
          && known.getValue() instanceof ObjectNode was) {
        patch.set(known.getKey(), replacement(was, nested));
      }
    }
    return patch;
  }

  /**
   * Applies a patch to desired or reported properties, with the next version.
   *
   * @param versioned whether metadata also name the version of the change (desired properties do)
   */
  static ObjectNode patched(ObjectNode part, ObjectNode patch, Instant now, boolean versioned) {
    long version = part.path(VERSION).asLong() + 1;
    ObjectNode values = plain(merged(part, patch));
    ObjectNode metadata =
        part.path(METADATA) instanceof ObjectNode known
            ? known.deepCopy()
            : JsonNodeFactory.instance.objectNode();
    stamp(metadata, patch, values, TIME.format(now), versioned ? version : 0);
    values.set(METADATA, metadata);
    return values.put(VERSION, version);
  }

  private static void stamp(
      ObjectNode metadata, ObjectNode patch, ObjectNode values, String time, long version) {
    metadata.put(UPDATED, time);
    if (version > 0) {
      metadata.put(UPDATED_VERSION, version);
    }
    for (Map.Entry<String, JsonNode> change : patch.properties()) {
      String name = change.getKey();
      if (isOwn(name)) {
        continue;
      }
      JsonNode value = values.get(name);
      if (value == null) {
        metadata.remove(name);
        continue;
      }
      ObjectNode below =
          value.isObject() && metadata.get(name) instanceof ObjectNode known
              ? known
              : metadata.putObject(name);
      stamp(
          below,
          change.getValue() instanceof ObjectNode nested
              ? nested
              : JsonNodeFactory.instance.objectNode(),
          value instanceof ObjectNode nested ? nested : JsonNodeFactory.instance.objectNode(),
          time,
          version);
    }
  }

  /** A patch as connected clients are told of it. */
  public static ObjectNode announced(ObjectNode patch, long version) {
    ObjectNode copy = patch.deepCopy();
    copy.remove(METADATA);
    return copy.put(VERSION, version);
  }
}
