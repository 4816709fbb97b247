package fettle.edge;

import com.microsoft.azure.sdk.iot.device.IotHubStatusCode;
import com.microsoft.azure.sdk.iot.device.Message;
import com.microsoft.azure.sdk.iot.device.exceptions.IotHubClientException;
import com.microsoft.azure.sdk.iot.device.twin.ReportedPropertiesUpdateCorrelatingMessageCallback;
import com.microsoft.azure.sdk.iot.device.twin.ReportedPropertiesUpdateResponse;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The hub's answer to a report. The SDK tells of it twice, on two threads: with its status, and
 * when it has been acknowledged; under load the first may be lost (see {@link TwinSync}). The
 * second alone means that the hub has answered, and after a short grace is taken for success.
 */
final class ReportAnswer implements ReportedPropertiesUpdateCorrelatingMessageCallback {
  private final UniEmitter<? super Void> emitter;
  private final Duration grace;

  ReportAnswer(UniEmitter<? super Void> emitter, Duration grace) {
    this.emitter = emitter;
    this.grace = grace;
  }

  @Override
  public void onRequestQueued(Message message, Object context) {
    // nothing has left this machine yet
  }

  @Override
  public void onRequestSent(Message message, Object context) {
    // nothing has arrived yet
  }

  @Override
  public void onRequestAcknowledged(
      Message message, Object context, IotHubClientException failure) {
    if (failure != null) {
      emitter.fail(TwinSync.notTaken(failure));
    }
  }

  @Override
  public void onResponseReceived(
      Message message,
      Object context,
      IotHubStatusCode status,
      ReportedPropertiesUpdateResponse response,
      IotHubClientException failure) {
    if (failure == null) {
      emitter.complete(null);
    } else {
      emitter.fail(TwinSync.notTaken(failure));
    }
  }

  @Override
  public void onResponseAcknowledged(Message message, Object context) {
    Infrastructure.getDefaultWorkerPool()
        .schedule(() -> emitter.complete(null), grace.toMillis(), TimeUnit.MILLISECONDS);
  }
}
