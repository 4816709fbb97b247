package fettle.emulator;

import com.microsoft.azure.sdk.iot.device.InternalClient;
import com.microsoft.azure.sdk.iot.device.exceptions.IotHubClientException;
import com.microsoft.azure.sdk.iot.device.twin.Twin;
import com.microsoft.azure.sdk.iot.device.twin.TwinCollection;

/**
 * Twin requests with Microsoft's SDK that survive a race in it (2.5.0): its receiving thread may
 * forget who waits for an answer before the thread that got the answer has told them, and the call
 * then times out although the hub answered. The shorter the receive interval, the likelier.
 */
public final class SdkTwin {

  private static final int TIMEOUT_MS = 4_000;
  private static final int ATTEMPTS = 10;

  private SdkTwin() {}

  private interface Request<T> {
    T send() throws IotHubClientException, InterruptedException;
  }

  /** The new version. */
  public static int report(InternalClient client, TwinCollection reported) throws Exception {
    return again(() -> client.updateReportedProperties(reported, TIMEOUT_MS)).getVersion();
  }

  public static Twin get(InternalClient client) throws Exception {
    return again(() -> client.getTwin(TIMEOUT_MS));
  }

  private static <T> T again(Request<T> request) throws Exception {
    IotHubClientException last = null;
    for (int i = 0; i < ATTEMPTS; i++) {
      try {
        return request.send();
      } catch (IotHubClientException e) {
        if (!e.getMessage().startsWith("Timed out")) {
          throw e;
        }
        last = e;
      }
    }
    throw last;
  }
}
