package fettle.emulator.link;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.emulator.hub.Deployment;
import fettle.emulator.hub.Deployments;
import fettle.emulator.identity.Identity;
import fettle.emulator.identity.IdentityRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an edge device may know of its hub: its own identity with its modules', keys included, and
 * its deployment. Real edge hubs ask for the like when they start and keep it.
 *
 * @param identities the device first
 * @param modulesContent of the deployment; {@code null} when none was applied
 */
public record EdgeScope(List<Identity> identities, ObjectNode modulesContent) {

  /** Empty when there is no such edge device. */
  public static Optional<EdgeScope> of(
      String deviceId, IdentityRegistry registry, Deployments deployments) {
    return registry
        .find(deviceId, null)
        .filter(Identity::edge)
        .map(
            device -> {
              List<Identity> identities = new ArrayList<>(List.of(device));
              identities.addAll(registry.modules(deviceId));
              ObjectNode content =
                  deployments.find(deviceId).map(Deployment::modulesContent).orElse(null);
              return new EdgeScope(identities, content);
            });
  }
}
