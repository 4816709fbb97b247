package fettle.emulator;

import fettle.emulator.edgehub.EdgeSettings;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * How an emulator runs.
 *
 * @param dataDir everything that lasts: certificates, identities, twins, stored messages. One
 *     process at a time may use it
 */
public record EmulatorConfig(
    Path dataDir, Set<Role> roles, Listeners listeners, HubSettings hub, EdgeSettings edge) {

  public EmulatorConfig {
    dataDir = dataDir.toAbsolutePath().normalize();
    if (roles.isEmpty()) {
      throw new IllegalArgumentException("roles must name edge, hub or both");
    }
    roles = Set.copyOf(EnumSet.copyOf(roles));
  }

  /** Both roles on 127.0.0.1 with the usual ports. */
  public static EmulatorConfig defaults(Path dataDir) {
    return new EmulatorConfig(
        dataDir,
        EnumSet.allOf(Role.class),
        Listeners.DEFAULT,
        HubSettings.DEFAULT,
        EdgeSettings.DEFAULT);
  }

  public boolean plays(Role role) {
    return roles.contains(role);
  }

  /** Under which listeners are reached. */
  List<String> serverNames() {
    return Stream.of(hub.host(), "localhost", "127.0.0.1", listeners.bindAddress())
        .distinct()
        .toList();
  }

  public EmulatorConfig withRoles(Set<Role> wanted) {
    return new EmulatorConfig(dataDir, wanted, listeners, hub, edge);
  }

  public EmulatorConfig withListeners(Listeners wanted) {
    return new EmulatorConfig(dataDir, roles, wanted, hub, edge);
  }

  public EmulatorConfig withListeners(UnaryOperator<Listeners> change) {
    return withListeners(change.apply(listeners));
  }

  public EmulatorConfig withHub(UnaryOperator<HubSettings> change) {
    return new EmulatorConfig(dataDir, roles, listeners, change.apply(hub), edge);
  }

  public EmulatorConfig withEdge(EdgeSettings settings) {
    return new EmulatorConfig(dataDir, roles, listeners, hub, settings);
  }
}
