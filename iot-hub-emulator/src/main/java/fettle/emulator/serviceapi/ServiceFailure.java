package fettle.emulator.serviceapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.emulator.identity.Outcome;
import fettle.emulator.identity.Refusal;
import java.util.UUID;

/**
 * An error as IoT Hub's service API words it: status, the header {@code iothub-errorcode}, body.
 */
final class ServiceFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final int number;

  private ServiceFailure(int status, String code, int number, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.number = number;
  }

  static ServiceFailure of(Outcome.Refused<?> refused) {
    Refusal refusal = refused.refusal();
    return switch (refusal) {
      case INVALID -> invalid(refused.detail());
      case DEVICE_NOT_FOUND -> failure(refusal, "DeviceNotFound", 404001, refused);
      case MODULE_NOT_FOUND -> failure(refusal, "ModuleNotFound", 404010, refused);
      case ALREADY_EXISTS -> failure(refusal, "DeviceAlreadyExists", 409001, refused);
      case TOO_MANY -> failure(refusal, "TooManyDevices", 403002, refused);
      case PRECONDITION_FAILED -> failure(refusal, "PreconditionFailed", 412001, refused);
      case TOO_LARGE -> failure(refusal, "RequestEntityTooLarge", 413001, refused);
    };
  }

  private static ServiceFailure failure(
      Refusal refusal, String code, int number, Outcome.Refused<?> refused) {
    return new ServiceFailure(refusal.status(), code, number, refused.detail());
  }

  static ServiceFailure invalid(String message) {
    return new ServiceFailure(400, "ArgumentInvalid", 400004, message);
  }

  static ServiceFailure unauthorized(String message) {
    return new ServiceFailure(401, "IotHubUnauthorizedAccess", 401002, message);
  }

  static ServiceFailure notFound(String path) {
    return new ServiceFailure(404, "NotFound", 404000, "there is nothing at " + path);
  }

  static ServiceFailure notOnline(String message) {
    return new ServiceFailure(404, "DeviceNotOnline", 404103, message);
  }

  static ServiceFailure overQuota(long used, long limit) {
    return new ServiceFailure(
        403,
        "IotHubQuotaExceeded",
        403002,
        ("Total number of messages exceeded the allocated quota. Max allowed message count :"
                + " '%d', current message count : '%d'. Send and Receive operations are blocked for"
                + " this hub until the next UTC day.")
            .formatted(limit, used));
  }

  static ServiceFailure timedOut(String message) {
    return new ServiceFailure(504, "GatewayTimeout", 504101, message);
  }

  /** For what the HTTP layer itself refuses, such as a body that is too large. */
  static ServiceFailure ofStatus(int status) {
    return new ServiceFailure(status, "BadFormat", status * 1000, "HTTP status " + status);
  }

  static ServiceFailure internal(Throwable cause) {
    return new ServiceFailure(500, "ServerError", 500001, String.valueOf(cause.getMessage()));
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  ObjectNode body() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("Message", "ErrorCode:" + code + ";" + getMessage())
        .put("ExceptionMessage", "Tracking ID:" + UUID.randomUUID())
        .put("errorCode", number);
  }
}
