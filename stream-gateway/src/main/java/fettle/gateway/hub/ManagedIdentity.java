package fettle.gateway.hub;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.identity.DefaultAzureCredentialBuilder;

/**
 * Signs in without a key, as whatever identity this process has in Azure: a pod's workload
 * identity, a machine's managed identity. It needs the role IoT Hub Data Contributor. The library
 * keeps a token until shortly before it ends.
 */
public final class ManagedIdentity implements Authorization {
  /** What a token has to be for, of every hub in the public cloud. */
  private static final String SCOPE = "https://iothubs.azure.net/.default";

  private final TokenCredential credential;

  /** This process's identity. */
  public ManagedIdentity() {
    this(new DefaultAzureCredentialBuilder().build());
  }

  ManagedIdentity(TokenCredential credential) {
    this.credential = credential;
  }

  @Override
  public String header() throws HubAway {
    try {
      return "Bearer "
          + credential.getTokenSync(new TokenRequestContext().addScopes(SCOPE)).getToken();
    } catch (RuntimeException e) { // what the library throws differs by the identity's kind
      throw new HubAway("no way to sign in to Azure works: " + firstLine(e), e);
    }
  }

  private static String firstLine(RuntimeException e) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    return message.lines().findFirst().orElse("");
  }
}
