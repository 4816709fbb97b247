package fettle.edge;

import com.microsoft.azure.sdk.iot.device.ClientOptions;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.device.ModuleClient;
import com.microsoft.azure.sdk.iot.device.auth.IotHubSSLContext;
import com.microsoft.azure.sdk.iot.device.exceptions.IotHubClientException;
import com.microsoft.azure.sdk.iot.device.transport.NoRetry;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/** Makes the SDK's clients: MQTT over TLS, the fast ticks, and no reconnecting of their own. */
final class Clients {
  private static final int MESSAGES_A_TICK = 1000;
  private static final int TICK_MILLIS = 1;

  /**
   * None. The SDK's checking thread takes the queue apart and puts it together again without the
   * sender's lock; a sender that looks in between goes to sleep, and a message stays behind until
   * the next one wakes it. {@link Outbox} watches the time.
   */
  private static final long EXPIRY_CHECK_MILLIS = 0;

  private Clients() {}

  /** A client that is not open yet. */
  static ModuleClient create(EdgeEnvironment environment)
      throws IotHubClientException, IOException, GeneralSecurityException {
    ModuleClient client =
        switch (environment) {
          case EdgeEnvironment.ConnectionString string -> fromConnectionString(string);
          case EdgeEnvironment.Workload workload -> fromWorkload(workload);
        };
    // the SDK re-subscribes only inputs when it reconnects, so EdgeConnection opens a fresh client
    // instead
    client.setRetryPolicy(new NoRetry());
    return client;
  }

  private static ModuleClient fromConnectionString(EdgeEnvironment.ConnectionString environment)
      throws IOException, GeneralSecurityException {
    ClientOptions.ClientOptionsBuilder options = options();
    Path certificate = environment.caCertificate().orElse(null);
    if (certificate != null) {
      options.sslContext(IotHubSSLContext.getSSLContextFromFile(certificate.toString()));
    }
    return new ModuleClient(environment.text(), IotHubClientProtocol.MQTT, options.build());
  }

  /** The SDK takes the variables from the process alone, so these must be the ones it will see. */
  private static ModuleClient fromWorkload(EdgeEnvironment.Workload environment)
      throws IotHubClientException {
    for (String name : EdgeEnvironment.VARIABLES) {
      String expected = environment.variables().get(name);
      if (expected != null && !expected.equals(System.getenv(name))) {
        throw new IllegalStateException(
            name + " must be in the environment of the process: the device SDK reads it there");
      }
    }
    return ModuleClient.createFromEnvironment(
        new UnixSocketChannel(), IotHubClientProtocol.MQTT, options().build());
  }

  private static ClientOptions.ClientOptionsBuilder options() {
    return ClientOptions.builder()
        .messagesSentPerSendInterval(MESSAGES_A_TICK)
        .sendInterval(TICK_MILLIS)
        .receiveInterval(TICK_MILLIS)
        .messageExpirationCheckPeriod(EXPIRY_CHECK_MILLIS)
        .logRoutineDisconnectsAsErrors(false);
  }
}
