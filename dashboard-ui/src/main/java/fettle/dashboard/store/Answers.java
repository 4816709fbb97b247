package fettle.dashboard.store;

import io.vertx.redis.client.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/** Answers of Redis as values, whichever protocol version it speaks. */
final class Answers {
  private Answers() {}

  /** A hash's fields. */
  static Map<String, Response> fields(Response hash) {
    Map<String, Response> fields = new LinkedHashMap<>();
    for (String name : hash.getKeys()) {
      fields.put(name, hash.get(name));
    }
    return fields;
  }

  /** A hash's fields as text. */
  static Map<String, String> texts(Response hash) {
    Map<String, String> texts = new LinkedHashMap<>();
    fields(hash).forEach((name, value) -> texts.put(name, value.toString()));
    return texts;
  }
}
