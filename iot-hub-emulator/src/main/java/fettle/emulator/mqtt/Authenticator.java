package fettle.emulator.mqtt;

import fettle.emulator.identity.Identity;
import fettle.emulator.identity.IdentityName;
import fettle.emulator.identity.IdentityRegistry;
import fettle.emulator.sas.SasToken;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decides whether a CONNECT is let in: client id {@code device[/module]}, user name {@code
 * hub/device[/module]/?api-version=…}, password a shared access signature of the identity's primary
 * or secondary key.
 */
final class Authenticator {

  private static final Pattern USER =
      Pattern.compile("([^/]+)/([^/]+)(?:/([^/?]+))?/\\?(.*)", Pattern.DOTALL);
  private static final Pattern API_VERSION =
      Pattern.compile("(?:^|.*&)api-version=20\\d\\d-\\d\\d-\\d\\d(?:-preview)?(?:&.*|$)");

  private final IdentityRegistry registry;
  private final String hubHost;
  private final InstantSource clock;

  Authenticator(IdentityRegistry registry, String hubHost, InstantSource clock) {
    this.registry = registry;
    this.hubHost = hubHost;
    this.clock = clock;
  }

  /** What a CONNECT packet says; user and password are {@code null} when it has none. */
  record Credentials(String clientId, String user, String password) {

    @Override
    public String toString() {
      return "Credentials[" + clientId + "]";
    }
  }

  /** The answer to a CONNECT. */
  sealed interface Verdict {

    /**
     * @param until when the token expires and the connection must end
     */
    record Welcome(Identity identity, Instant until) implements Verdict {}

    /**
     * @param why for the log; a client learns the kind only
     */
    record Refused(Kind kind, String why) implements Verdict {}
  }

  /** Which CONNACK code a refusal becomes. */
  enum Kind {
    BAD_CLIENT_ID,
    BAD_USER_OR_PASSWORD,
    NOT_AUTHORIZED
  }

  Verdict judge(Credentials credentials) {
    if (credentials.user() == null || credentials.password() == null) {
      return refused(Kind.BAD_USER_OR_PASSWORD, "no user name or no password");
    }
    Matcher user = USER.matcher(credentials.user());
    if (!user.matches()) {
      return refused(
          Kind.BAD_USER_OR_PASSWORD, "user name is not hub/device[/module]/?api-version=…");
    }
    String device = user.group(2);
    String module = user.group(3);
    if (!IdentityName.path(device, module).equals(credentials.clientId())) {
      return refused(Kind.BAD_CLIENT_ID, "client id does not name the user's device or module");
    }
    if (!user.group(1).equalsIgnoreCase(hubHost)) {
      return refused(Kind.NOT_AUTHORIZED, "user name is for the hub " + user.group(1));
    }
    if (!API_VERSION.matcher(user.group(4)).matches()) {
      return refused(Kind.BAD_USER_OR_PASSWORD, "user name has no api-version");
    }
    return identity(device, module, credentials.password());
  }

  private Verdict identity(String device, String module, String password) {
    Optional<Identity> found = registry.find(device, module);
    if (found.isEmpty()) {
      return refused(Kind.NOT_AUTHORIZED, "unknown identity");
    }
    Identity identity = found.get();
    boolean deviceEnabled =
        !identity.isModule() || registry.find(device, null).filter(Identity::enabled).isPresent();
    if (!identity.enabled() || !deviceEnabled) {
      return refused(Kind.NOT_AUTHORIZED, "identity is disabled");
    }
    Optional<SasToken> parsed = SasToken.parse(password);
    if (parsed.isEmpty()) {
      return refused(Kind.NOT_AUTHORIZED, "password is not a shared access signature");
    }
    SasToken token = parsed.get();
    if (!token.covers(resource(device, module))) {
      return refused(Kind.NOT_AUTHORIZED, "token is for " + token.resource());
    }
    if (!token.signedWith(identity.primaryKey()) && !token.signedWith(identity.secondaryKey())) {
      return refused(Kind.NOT_AUTHORIZED, "token is not signed with a key of this identity");
    }
    if (token.expiredAt(clock.instant())) {
      return refused(Kind.NOT_AUTHORIZED, "token expired at " + token.expiry());
    }
    return new Verdict.Welcome(identity, token.expiry());
  }

  /** Whether a connected identity still exists, enabled and with the same keys. */
  boolean stillValid(Identity connected) {
    return registry
            .find(connected.deviceId(), connected.moduleId())
            .filter(Identity::enabled)
            .filter(now -> now.generationId().equals(connected.generationId()))
            .filter(now -> now.primaryKey().equals(connected.primaryKey()))
            .filter(now -> now.secondaryKey().equals(connected.secondaryKey()))
            .isPresent()
        && registry.find(connected.deviceId(), null).filter(Identity::enabled).isPresent();
  }

  private String resource(String device, String module) {
    String resource = hubHost + "/devices/" + device;
    return module == null ? resource : resource + "/modules/" + module;
  }

  private static Verdict refused(Kind kind, String why) {
    return new Verdict.Refused(kind, why);
  }
}
