package fettle.emulator.link;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.emulator.hub.Deployment;
import fettle.emulator.hub.Deployments;
import fettle.emulator.identity.Identity;
import fettle.emulator.identity.IdentityRegistry;
import fettle.emulator.identity.JsonFiles;
import fettle.emulator.identity.Outcome;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an edge device's identities and deployment as its hub has them. What it learned lasts, so
 * that modules can connect while the hub cannot be reached. Blocking; for one thread at a time.
 */
public final class ScopeSync {

  private static final Logger LOG = LoggerFactory.getLogger(ScopeSync.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration TOKEN_LIFE = Duration.ofMinutes(5);

  private final HubAddress hub;
  private final String deviceId;
  private final HttpClient client;
  private final IdentityRegistry registry;
  private final Deployments deployments;
  private final InstantSource clock;

  public ScopeSync(
      HubAddress hub,
      String deviceId,
      SSLContext trust,
      IdentityRegistry registry,
      Deployments deployments,
      InstantSource clock) {
    this.hub = hub;
    this.deviceId = deviceId;
    this.client = HttpClient.newBuilder().sslContext(trust).connectTimeout(TIMEOUT).build();
    this.registry = registry;
    this.deployments = deployments;
    this.clock = clock;
  }

  /**
   * Asks the hub and takes over what changed.
   *
   * @throws IOException when the hub cannot be reached or does not know the device
   */
  public void sync() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(hub.service().resolve("/emulator/edge/" + encode(deviceId)))
            .timeout(TIMEOUT)
            .header("Authorization", hub.serviceToken(clock.instant().plus(TOKEN_LIFE)))
            .build();
    HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IOException(
          "the hub answers " + response.statusCode() + " about edge device " + deviceId);
    }
    take(JsonFiles.MAPPER.readValue(response.body(), EdgeScope.class));
  }

  private static String encode(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8);
  }

  private void take(EdgeScope scope) {
    for (Identity known : registry.modules(deviceId)) {
      if (scope.identities().stream().noneMatch(wanted -> wanted.path().equals(known.path()))) {
        check(registry.delete(deviceId, known.moduleId(), null), "removing " + known.path());
      }
    }
    for (Identity wanted : scope.identities()) {
      if (!registry.find(wanted.deviceId(), wanted.moduleId()).equals(Optional.of(wanted))) {
        check(registry.adopt(wanted), "taking over " + wanted.path());
      }
    }
    ObjectNode content = scope.modulesContent();
    Optional<ObjectNode> known = deployments.find(deviceId).map(Deployment::modulesContent);
    if (content != null && !known.equals(Optional.of(content))) {
      check(deployments.apply(deviceId, content), "the hub's deployment");
    }
  }

  private static void check(Outcome<?> outcome, String what) {
    switch (outcome) {
      case Outcome.Done<?> done -> LOG.debug("{}: done", what);
      case Outcome.Refused<?> refused ->
          throw new IllegalStateException(what + " is refused: " + refused.detail());
    }
  }
}
