package fettle.ops.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.management.AzureEnvironment;
import com.azure.identity.DefaultAzureCredentialBuilder;
import fettle.ops.pipeline.Redaction;
import java.time.Duration;

/**
 * How Azure is reached, and as whom.
 *
 * @param cloud names the addresses
 * @param pollEvery how often a long operation is asked for its state where Azure names no interval
 */
public record AzureAccess(
    TokenCredential credential, AzureEnvironment cloud, HttpClient http, Duration pollEvery) {
  private static final Duration POLL_EVERY = Duration.ofSeconds(10);
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(20);
  private static final Duration ANSWER_WITHIN = Duration.ofMinutes(2);

  /** The same, with every token remembered, so that it is never printed. */
  public AzureAccess remembering(Redaction redaction) {
    TokenCredential remembered =
        request ->
            credential.getToken(request).doOnNext(token -> redaction.remember(token.getToken()));
    return new AzureAccess(remembered, cloud, http, pollEvery);
  }

  /** Makes the access for a section {@code azure}. */
  @FunctionalInterface
  public interface SignIn {
    AzureAccess as(AzureSection section);
  }

  /**
   * The public cloud, as whoever {@code DefaultAzureCredential} finds: environment variables, a
   * workload or managed identity, or the developer who signed in on this machine.
   */
  public static AzureAccess ofThisProcess(AzureSection section) {
    HttpClient http =
        new JdkHttpClientBuilder()
            .connectionTimeout(CONNECT_WITHIN)
            .responseTimeout(ANSWER_WITHIN)
            .build();
    return new AzureAccess(
        new DefaultAzureCredentialBuilder().httpClient(http).tenantId(section.tenant()).build(),
        AzureEnvironment.AZURE,
        http,
        POLL_EVERY);
  }
}
