package fettle.dashboard.access;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Refuses to start where others than this computer could come in without signing in. */
@ApplicationScoped
class Exposure {
  private static final Logger LOG = Logger.getLogger(Exposure.class);

  private static final String OBJECTION =
      "the dashboard would listen on %s, where others can reach it, and nobody signs in: set"
          + " quarkus.oidc.auth-server-url, quarkus.oidc.client-id and quarkus.oidc.credentials.secret,"
          + " or let it listen on 127.0.0.1 (quarkus.http.host); only behind a proxy that signs people"
          + " in, set dashboard.sign-in.everybody-is-admin=true";

  private final SignIn signIn;
  private final boolean everybodyIsAdmin;
  private final String host;

  Exposure(
      SignIn signIn,
      @ConfigProperty(name = "dashboard.sign-in.everybody-is-admin") boolean everybodyIsAdmin,
      @ConfigProperty(name = "quarkus.http.host") String host) {
    this.signIn = signIn;
    this.everybodyIsAdmin = everybodyIsAdmin;
    this.host = host;
  }

  /** Before the server listens. */
  void starting(@Observes StartupEvent event) {
    if (signIn.isOn() || isLoopback(host)) {
      return;
    }
    if (!everybodyIsAdmin) {
      throw new ConfigurationException(OBJECTION.formatted(host));
    }
    LOG.warnf(
        "nobody signs in: everybody who reaches %s may label, acknowledge and ask for pipelines",
        host);
  }

  /** An address or a name, all of whose addresses are loopback ones. */
  static boolean isLoopback(String host) {
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        if (!address.isLoopbackAddress()) {
          return false;
        }
      }
      return true;
    } catch (UnknownHostException e) {
      // the server says what is wrong with it when it tries to listen
      LOG.debugf("%s has no address: %s", host, e.getMessage());
      return false;
    }
  }
}
