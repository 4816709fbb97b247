package fettle.ops.azure;

import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.http.policy.RetryPolicy;
import com.azure.core.management.profile.AzureProfile;
import com.azure.resourcemanager.AzureResourceManager;
import com.azure.resourcemanager.iothub.IotHubManager;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Microsoft's management clients for one subscription. They do not try again by themselves: the
 * pipeline does, where a person sees it.
 */
public final class AzureClients {
  /** Quiet, because it prints whole answers of Azure; kept, or the setting would be forgotten. */
  private static final Logger SDK_LOG = Logger.getLogger("com.azure");

  private final AzureAccess access;
  private final AzureResourceManager azure;
  private final IotHubManager hubs;

  public AzureClients(AzureAccess access, AzureSection section) {
    SDK_LOG.setLevel(Level.OFF);
    this.access = access;
    AzureProfile profile =
        new AzureProfile(section.tenant(), section.subscription(), access.cloud());
    RetryOptions once = new RetryOptions(new FixedDelayOptions(0, Duration.ofMillis(1)));
    azure =
        AzureResourceManager.configure()
            .withHttpClient(access.http())
            .withRetryOptions(once)
            .authenticate(access.credential(), profile)
            .withSubscription(section.subscription());
    hubs =
        IotHubManager.configure()
            .withHttpClient(access.http())
            .withRetryPolicy(new RetryPolicy(once))
            .withDefaultPollInterval(access.pollEvery())
            .authenticate(access.credential(), profile);
  }

  /** How Azure is reached. */
  public AzureAccess access() {
    return access;
  }

  /** Everything but IoT hubs. */
  public AzureResourceManager azure() {
    return azure;
  }

  /** IoT hubs. */
  public IotHubManager hubs() {
    return hubs;
  }
}
