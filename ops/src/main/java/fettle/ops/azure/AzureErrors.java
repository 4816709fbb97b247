package fettle.ops.azure;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpResponse;
import com.azure.core.management.exception.ManagementException;
import com.azure.identity.CredentialUnavailableException;
import fettle.ops.Failure;
import fettle.ops.pipeline.PassingFailure;
import fettle.ops.pipeline.SecretShapes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** What Azure and its clients throw, as one sentence: worth trying again, or to be mended. */
final class AzureErrors {
  private static final Set<Integer> PASSING_STATUS = Set.of(408, 409, 412, 429, 500, 502, 503, 504);

  /** Conflicts that no waiting ends: somebody else has the name, or its former owner still does. */
  private static final Set<String> TAKEN =
      Set.of(
          "StorageAccountAlreadyTaken",
          "AlreadyInUse",
          "NameNotAvailable",
          "NameAlreadyInUse",
          "NameUnavailable",
          "NamespaceUnavailable",
          "IotHubNameNotAvailable",
          "VaultAlreadyExists");

  private static final Set<String> PASSING_CODES =
      Set.of(
          "internalservererror",
          "internalerror",
          "servertimeout",
          "serverbusy",
          "serviceunavailable",
          "toomanyrequests",
          "anotheroperationinprogress",
          "operationtimedout",
          "conflict",
          "retryableerror");

  private AzureErrors() {}

  /**
   * The failure as one that may pass.
   *
   * @throws Failure when it will not
   */
  static PassingFailure passing(String about, Throwable error) throws InterruptedException {
    Throwable cause = unwrapped(error);
    return switch (cause) {
      case Failure failure -> throw failure;
      case PassingFailure passing -> passing;
      case InterruptedException interrupted -> throw new InterruptedException(about);
      case CredentialUnavailableException none -> throw signIn(about, none);
      case ClientAuthenticationException refused -> throw signIn(about, refused);
      case HttpResponseException http -> answered(about, http);
      case IOException io ->
          new PassingFailure(about + ": Azure cannot be reached (" + brief(io) + ")", io);
      case TimeoutException late -> new PassingFailure(about + ": Azure did not answer", late);
      default ->
          throw new IllegalStateException(about + ": " + SecretShapes.mask("" + cause), cause);
    };
  }

  /** The exception that tells: reactive code and file code wrap it. */
  private static Throwable unwrapped(Throwable error) {
    Throwable cause = error;
    while (cause.getCause() != null
        && (cause instanceof UncheckedIOException
            || cause.getClass() == RuntimeException.class
            || cause.getClass().getName().startsWith("reactor."))) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static Failure signIn(String about, Exception error) {
    return new Failure(
        ("%s: Azure did not let this process sign in (%s); run 'az login', or set AZURE_TENANT_ID,"
                + " AZURE_CLIENT_ID and AZURE_CLIENT_SECRET")
            .formatted(about, brief(error)),
        error);
  }

  private static PassingFailure answered(String about, HttpResponseException error) {
    HttpResponse response = error.getResponse();
    int status = response == null ? 0 : response.getStatusCode();
    String code = code(error);
    String said = said(code, error);
    if (status == 401 || status == 403) {
      throw new Failure(
          ("%s: Azure refuses (%s); whoever runs this needs the roles Contributor and 'Role Based"
                  + " Access Control Administrator' on the resource group")
              .formatted(about, said),
          error);
    }
    if (TAKEN.contains(code)) {
      throw new Failure(
          "%s: the name is taken (%s); give another one in the section provision"
              .formatted(about, said),
          error);
    }
    boolean operationFailed = status >= 200 && status < 300;
    if (PASSING_STATUS.contains(status)
        || (operationFailed && PASSING_CODES.contains(code.toLowerCase(Locale.ROOT)))) {
      return new PassingFailure(
          "%s: Azure says %s%s".formatted(about, operationFailed ? "" : status + ", ", said),
          retryAfter(response),
          error);
    }
    throw new Failure(
        "%s: Azure says %d, %s; mend the section azure or provision and run this again"
            .formatted(about, status, said),
        error);
  }

  private static Duration retryAfter(HttpResponse response) {
    String seconds = response.getHeaderValue(HttpHeaderName.RETRY_AFTER);
    return seconds != null && seconds.matches("\\d{1,6}")
        ? Duration.ofSeconds(Long.parseLong(seconds))
        : null;
  }

  private static String code(HttpResponseException error) {
    return error instanceof ManagementException management
            && management.getValue() != null
            && management.getValue().getCode() != null
        ? management.getValue().getCode()
        : "";
  }

  private static String said(String code, HttpResponseException error) {
    String message =
        error instanceof ManagementException management && management.getValue() != null
            ? management.getValue().getMessage()
            : error.getMessage();
    return message == null || message.isBlank()
        ? code.isEmpty() ? "nothing about it" : code
        : (code.isEmpty() ? "" : code + ": ") + firstSentence(message);
  }

  private static String brief(Throwable error) {
    return error.getMessage() == null
        ? error.getClass().getSimpleName()
        : firstSentence(error.getMessage());
  }

  private static String firstSentence(String text) {
    String line = SecretShapes.mask(text).lines().findFirst().orElse("").strip();
    int end = line.indexOf(". ");
    String sentence = end < 0 ? line : line.substring(0, end);
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }
}
