package fettle.emulator.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A twin at one moment. The nodes are copies: a holder may change them without effect.
 *
 * @param moduleId {@code null} for a device's twin
 * @param etag of tags and desired properties together, without quotes
 * @param version grows with every change of any part
 * @param tags only the service sees them
 * @param desired with {@code $metadata} and {@code $version}
 * @param reported with {@code $metadata} and {@code $version}
 */
public record Twin(
    String deviceId,
    String moduleId,
    String etag,
    long version,
    ObjectNode tags,
    ObjectNode desired,
    ObjectNode reported) {

  public long desiredVersion() {
    return desired.path("$version").asLong();
  }

  public long reportedVersion() {
    return reported.path("$version").asLong();
  }
}
