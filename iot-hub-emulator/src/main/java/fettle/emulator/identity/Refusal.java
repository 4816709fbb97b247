package fettle.emulator.identity;

/** Why the registry or a twin refused a change; each has the HTTP status that IoT Hub gives. */
public enum Refusal {
  INVALID(400),
  DEVICE_NOT_FOUND(404),
  MODULE_NOT_FOUND(404),
  ALREADY_EXISTS(409),
  TOO_MANY(403),
  PRECONDITION_FAILED(412),
  TOO_LARGE(413);

  private final int status;

  Refusal(int status) {
    this.status = status;
  }

  public int status() {
    return status;
  }
}
