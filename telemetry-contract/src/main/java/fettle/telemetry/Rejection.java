package fettle.telemetry;

/** Carries a rejection out of the reader to {@link TelemetryCodec}, which turns it into a value. */
final class Rejection extends Exception {
  private static final long serialVersionUID = 1L;

  private final RejectReason reason;

  Rejection(RejectReason reason, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
  }

  RejectReason reason() {
    return reason;
  }
}
