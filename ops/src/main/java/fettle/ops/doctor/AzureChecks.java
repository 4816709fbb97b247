package fettle.ops.doctor;

import com.azure.core.credential.TokenCredential;
import com.azure.identity.DefaultAzureCredentialBuilder;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** What work in the cloud needs besides. */
final class AzureChecks {
  private static final URI MANAGER = URI.create("https://management.azure.com/");
  private static final URI LOGIN = URI.create("https://login.microsoftonline.com/");
  private static final String SCOPE = "https://management.azure.com/.default";
  private static final Duration CONNECT = Duration.ofSeconds(10);

  private AzureChecks() {}

  static List<Check> all() {
    HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();
    TokenCredential credential = new DefaultAzureCredentialBuilder().build();
    InstantSource clock = InstantSource.system();
    return List.of(
        new ReachCheck(LOGIN, http, clock),
        new ReachCheck(MANAGER, http, clock),
        new SignInCheck(credential, SCOPE),
        new RightsCheck(MANAGER, credential, SCOPE, http));
  }
}
