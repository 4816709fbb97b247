package fettle.dashboard.access;

import fettle.dashboard.config.DashboardConfig;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Whether people sign in, and which roles the provider's names for groups or roles are. */
@ApplicationScoped
public class SignIn {
  private final boolean isOn;
  private final DashboardConfig config;

  SignIn(
      DashboardConfig config,
      @ConfigProperty(name = "quarkus.oidc.auth-server-url") Optional<String> provider,
      @ConfigProperty(name = "quarkus.oidc.tenant-enabled", defaultValue = "true")
          boolean isEnabled) {
    this.config = config;
    this.isOn = provider.isPresent() && isEnabled;
  }

  /** Whether a provider is configured. Where none is, everybody may do everything. */
  public boolean isOn() {
    return isOn;
  }

  /** The highest role that somebody has; empty = none. */
  Optional<Role> roleOf(SecurityIdentity somebody) {
    if (!isOn) {
      return Optional.of(Role.ADMIN);
    }
    Set<String> names = somebody.getRoles();
    if (isOneOf(names, config.signIn().admins())) {
      return Optional.of(Role.ADMIN);
    }
    if (isOneOf(names, config.signIn().operators())) {
      return Optional.of(Role.OPERATOR);
    }
    return isOneOf(names, config.signIn().viewers()) ? Optional.of(Role.VIEWER) : Optional.empty();
  }

  private static boolean isOneOf(Set<String> names, Set<String> wanted) {
    return !Collections.disjoint(names, wanted);
  }
}
