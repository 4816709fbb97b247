package fettle.emulator.link;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.emulator.hub.Deployment;
import fettle.emulator.hub.Deployments;
import fettle.emulator.identity.Identity;
import fettle.emulator.identity.IdentityRegistry;
import fettle.emulator.identity.JsonFiles;
import fettle.emulator.identity.Outcome;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Keeps an edge device's identities and deployment as its hub has them. What it learned lasts, so
 * that modules can connect while the hub cannot be reached. Blocking; for one thread at a time.
 */
public final class ScopeSync {

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
        HttpRequest.newBuilder(hub.service().resolve("/emulator/edge/" + deviceId))
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

  private void take(EdgeScope scope) {
    for (Identity known : registry.modules(deviceId)) {
      if (scope.identities().stream().noneMatch(wanted -> wanted.path().equals(known.path()))) {
        registry.delete(deviceId, known.moduleId(), null);
      }
    }
    scope.identities().forEach(this::take);
    ObjectNode content = scope.modulesContent();
    Optional<ObjectNode> known = deployments.find(deviceId).map(Deployment::modulesContent);
    if (content != null
        && !known.equals(Optional.of(content))
        && deployments.apply(deviceId, content) instanceof Outcome.Refused<Deployment> refused) {
      throw new IllegalStateException("the hub's deployment is refused: " + refused.detail());
    }
  }

  private void take(Identity wanted) {
    Optional<Identity> known = registry.find(wanted.deviceId(), wanted.moduleId());
    if (known.isEmpty()) {
      registry.create(
          new IdentityRegistry.NewIdentity(
              wanted.deviceId(),
              wanted.moduleId(),
              wanted.primaryKey(),
              wanted.secondaryKey(),
              wanted.enabled(),
              wanted.edge(),
              wanted.managedBy()));
    } else if (!known.get().primaryKey().equals(wanted.primaryKey())
        || !known.get().secondaryKey().equals(wanted.secondaryKey())
        || known.get().enabled() != wanted.enabled()) {
      registry.update(wanted, null);
    }
  }
}
