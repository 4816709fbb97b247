package fettle.ops.doctor;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import java.time.Duration;

/** Somebody is signed in to Azure. */
record SignInCheck(TokenCredential credential, String scope) implements Check {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Override
  public String name() {
    return "sign-in";
  }

  @Override
  public Verdict examine() {
    try {
      credential.getToken(new TokenRequestContext().addScopes(scope)).block(LIMIT);
      return new Verdict.Fine("signed in to Azure");
    } catch (RuntimeException e) {
      // the SDK throws many kinds; its text lists every way it tried, the first line says it
      return new Verdict.Missing(
          "no way to sign in to Azure works: " + e.getMessage().lines().findFirst().orElse(""),
          "run az login, or set AZURE_CLIENT_ID, AZURE_TENANT_ID and a secret or certificate");
    }
  }
}
