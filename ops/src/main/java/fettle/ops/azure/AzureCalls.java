package fettle.ops.azure;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.management.exception.ManagementException;
import fettle.ops.pipeline.PassingFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls to Azure, with a limit of time, and with errors in our words. */
public final class AzureCalls {
  /** A cache takes about half an hour to make; nothing takes as long as this. */
  private static final Duration LIMIT = Duration.ofMinutes(90);

  private static final int NOT_FOUND = 404;

  private AzureCalls() {}

  /**
   * Calls.
   *
   * @param about what the call is about, for the sentence that says why it failed
   * @throws PassingFailure when it is worth trying again
   * @throws fettle.ops.Failure when a person has to mend something
   */
  public static <T> T call(String about, Callable<T> call)
      throws PassingFailure, InterruptedException {
    try {
      return within(about, call);
    } catch (ExecutionException e) {
      throw AzureErrors.passing(about, e.getCause());
    }
  }

  /** Calls; nothing when Azure answers that the thing, or what it is in, is not there. */
  public static <T> Optional<T> find(String about, Callable<T> call)
      throws PassingFailure, InterruptedException {
    try {
      return Optional.ofNullable(within(about, call));
    } catch (ExecutionException e) {
      if (isNotFound(e.getCause())) {
        return Optional.empty();
      }
      throw AzureErrors.passing(about, e.getCause());
    }
  }

  private static boolean isNotFound(Throwable error) {
    return error instanceof HttpResponseException http
        && http.getResponse() != null
        && http.getResponse().getStatusCode() == NOT_FOUND
        && !isMissingSubscription(http);
  }

  private static boolean isMissingSubscription(HttpResponseException error) {
    return error instanceof ManagementException management
        && management.getValue() != null
        && "SubscriptionNotFound".equals(management.getValue().getCode());
  }

  private static <T> T within(String about, Callable<T> call)
      throws PassingFailure, InterruptedException, ExecutionException {
    FutureTask<T> task = new FutureTask<>(call);
    Thread.ofVirtual().start(task);
    try {
      return task.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new PassingFailure(
          "%s: Azure was not done after %d minutes".formatted(about, LIMIT.toMinutes()), e);
    } finally {
      task.cancel(true);
    }
  }
}
