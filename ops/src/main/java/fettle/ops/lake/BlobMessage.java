package fettle.ops.lake;

/**
 * A message as a blob holds it.
 *
 * @param device as the hub stamped it; empty when it did not
 * @param module empty when the device itself sent it
 * @param kind the application property; empty when there is none
 * @param body not copied; nobody changes it
 */
record BlobMessage(String device, String module, String kind, byte[] body) {

  /** Takes the messages of a blob, in its order. */
  @FunctionalInterface
  interface Sink {
    void take(BlobMessage message);
  }
}
