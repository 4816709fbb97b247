package fettle.emulator.lake;

/** How blobs are written. */
public enum LakeFormat {
  /** Avro object container files, IoT Hub's record schema. */
  AVRO(".avro"),
  /** The same, with deflated blocks. */
  AVRO_DEFLATE(".avro"),
  /** One JSON object a line. */
  JSON(".json");

  private final String extension;

  LakeFormat(String extension) {
    this.extension = extension;
  }

  String extension() {
    return extension;
  }
}
