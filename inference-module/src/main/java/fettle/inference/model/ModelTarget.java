package fettle.inference.model;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;

/**
 * The manifest that the twin wants in use.
 *
 * @param uri {@code file:} or {@code https:}
 * @param sha256 of the manifest's bytes, lower-case hex
 */
public record ModelTarget(URI uri, String sha256) {

  static final String HASH = "[0-9a-f]{64}";

  /** A target, or one sentence on what is wrong with the property. */
  public sealed interface Parsed {
    record Target(ModelTarget target) implements Parsed {}

    record Wrong(String problem) implements Parsed {}
  }

  /** Reads {@code desired.models}. */
  public static Parsed parse(Map<?, ?> models) {
    Object uri = models.get("uri");
    Object sha256 = models.get("sha256");
    if (!(uri instanceof String place)) {
      return new Parsed.Wrong("models.uri must be the manifest's file: or https: URI");
    }
    if (!(sha256 instanceof String hash) || !hash.toLowerCase(Locale.ROOT).matches(HASH)) {
      return new Parsed.Wrong("models.sha256 must be the manifest's SHA-256 as 64 hex digits");
    }
    try {
      return new Parsed.Target(new ModelTarget(new URI(place), hash.toLowerCase(Locale.ROOT)));
    } catch (URISyntaxException e) {
      return new Parsed.Wrong("models.uri is no URI: " + e.getMessage());
    }
  }
}
