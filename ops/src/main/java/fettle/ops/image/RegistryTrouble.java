package fettle.ops.image;

import com.google.cloud.tools.jib.api.InsecureRegistryException;
import com.google.cloud.tools.jib.api.RegistryAuthenticationFailedException;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryUnauthorizedException;
import com.google.cloud.tools.jib.http.ResponseException;
import fettle.ops.Failure;
import fettle.ops.pipeline.PassingFailure;
import java.io.IOException;

/** Says what went wrong with a registry, and whether it may pass. */
final class RegistryTrouble {
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;

  private RegistryTrouble() {}

  /**
   * @return what may pass
   * @throws Failure for what a person has to mend
   */
  static PassingFailure of(String server, Throwable trouble) {
    if (trouble instanceof RegistryUnauthorizedException
        || trouble instanceof RegistryAuthenticationFailedException) {
      throw new Failure(
          "the registry %s refuses the login; set deploy.registry.username and .password to one that may pull and push"
              .formatted(server),
          trouble);
    }
    if (trouble instanceof InsecureRegistryException) {
      throw new Failure(
          "a registry is not reached over HTTPS with a trusted certificate (%s); plain HTTP is for loopback addresses only"
              .formatted(firstLine(trouble)),
          trouble);
    }
    if (trouble instanceof RegistryException && !mayPass(trouble.getCause())) {
      throw new Failure("the registry %s: %s".formatted(server, firstLine(trouble)), trouble);
    }
    if (trouble instanceof IOException || trouble instanceof RegistryException) {
      return new PassingFailure(
          "the registry %s: %s".formatted(server, firstLine(trouble)), trouble);
    }
    throw new Failure("the image cannot be made: " + firstLine(trouble), trouble);
  }

  private static boolean mayPass(Throwable cause) {
    return switch (cause) {
      case null -> false;
      case ResponseException response ->
          response.getStatusCode() == TOO_MANY || response.getStatusCode() >= SERVER_ERROR;
      case IOException lost -> true;
      default -> false;
    };
  }

  private static String firstLine(Throwable trouble) {
    String message = trouble.getMessage() == null ? trouble.toString() : trouble.getMessage();
    return message.lines().findFirst().orElse("");
  }
}
