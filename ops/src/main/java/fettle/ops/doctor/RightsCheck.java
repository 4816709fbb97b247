package fettle.ops.doctor;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Who is signed in may make resources and assign roles in at least one subscription. Asks Azure
 * Resource Manager which actions are allowed (Permissions – List For Scope).
 *
 * @param manager base of Azure Resource Manager
 */
record RightsCheck(URI manager, TokenCredential credential, String scope, HttpClient http)
    implements Check {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int MOST_SUBSCRIPTIONS = 10;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What provisioning does beyond reading. */
  private static final List<String> NEEDED =
      List.of(
          "Microsoft.Resources/subscriptions/resourceGroups/write",
          "Microsoft.Devices/IotHubs/write",
          "Microsoft.ManagedIdentity/userAssignedIdentities/write",
          "Microsoft.Authorization/roleAssignments/write");

  @Override
  public String name() {
    return "rights";
  }

  @Override
  public Verdict examine() throws InterruptedException {
    List<String> seen = new ArrayList<>();
    List<String> lacking = List.of();
    try {
      for (JsonNode subscription : get("/subscriptions?api-version=2022-12-01")) {
        if (seen.size() == MOST_SUBSCRIPTIONS) {
          break;
        }
        String id = subscription.path("subscriptionId").asText();
        seen.add(subscription.path("displayName").asText(id));
        lacking = lacking(permissions(id));
        if (lacking.isEmpty()) {
          return new Verdict.Fine("may make everything in the subscription " + seen.getLast());
        }
      }
    } catch (IOException | RuntimeException e) {
      return new Verdict.Missing(
          "Azure does not say what this sign-in may do: " + e.getMessage(),
          "mend the sign-in first");
    }
    return seen.isEmpty()
        ? new Verdict.Missing(
            "this sign-in sees no subscription", "sign in to another directory, az login --tenant")
        : new Verdict.Missing(
            "in none of the subscriptions %s may this sign-in do all it needs; the last lacks %s"
                .formatted(seen, lacking),
            "have somebody assign the roles Contributor and User Access Administrator");
  }

  private JsonNode permissions(String subscription) throws IOException, InterruptedException {
    return get(
        "/subscriptions/"
            + subscription
            + "/providers/Microsoft.Authorization/permissions?api-version=2022-04-01");
  }

  /** The needed actions that no permission allows. */
  static List<String> lacking(JsonNode permissions) {
    return NEEDED.stream()
        .filter(
            action -> {
              for (JsonNode permission : permissions) {
                if (matches(permission.path("actions"), action)
                    && !matches(permission.path("notActions"), action)) {
                  return false;
                }
              }
              return true;
            })
        .toList();
  }

  /** Patterns have {@code *} for any text, and no case. */
  private static boolean matches(JsonNode patterns, String action) {
    for (JsonNode pattern : patterns) {
      String regex =
          "\\Q" + pattern.asText().toLowerCase(Locale.ROOT).replace("*", "\\E.*\\Q") + "\\E";
      if (action.toLowerCase(Locale.ROOT).matches(regex)) {
        return true;
      }
    }
    return false;
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    String token =
        credential.getToken(new TokenRequestContext().addScopes(scope)).block(LIMIT).getToken();
    HttpRequest request =
        HttpRequest.newBuilder(manager.resolve(path))
            .timeout(LIMIT)
            .header("Authorization", "Bearer " + token)
            .build();
    HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IOException("it answered " + response.statusCode());
    }
    return JSON.readTree(response.body()).path("value");
  }
}
