package fettle.ops.lake;

/**
 * A blob as its lake lists it.
 *
 * @param name with {@code /} between its parts
 * @param size bytes
 * @param etag changes when its content does
 */
public record Blob(String name, long size, String etag) {
  private static final String AVRO = ".avro";
  private static final String JSON = ".json";

  /** Whether a storage route would give a blob such a name. */
  static boolean isNamedAsOne(String name) {
    return name.endsWith(AVRO) || name.endsWith(JSON);
  }

  boolean isAvro() {
    return name.endsWith(AVRO);
  }
}
