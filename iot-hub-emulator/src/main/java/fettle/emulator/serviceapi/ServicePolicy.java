package fettle.emulator.serviceapi;

import fettle.emulator.identity.JsonFiles;
import fettle.emulator.sas.SasToken;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;

/**
 * The shared access policy that service clients sign with.
 *
 * @param name like {@code iothubowner}
 * @param key base64
 */
public record ServicePolicy(String name, String key) {

  private static final String OWNER = "iothubowner";
  private static final String FILE = "policy.json";
  private static final int KEY_BYTES = 32;

  /**
   * The policy {@code iothubowner} of a data folder; its key is made once, in a file of mode 0600.
   */
  public static ServicePolicy open(Path dataDir) {
    Path file = dataDir.resolve(FILE);
    if (Files.exists(file)) {
      return JsonFiles.read(file, ServicePolicy.class);
    }
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    ServicePolicy policy = new ServicePolicy(OWNER, Base64.getEncoder().encodeToString(key));
    JsonFiles.createFolder(dataDir);
    JsonFiles.write(file, policy);
    return policy;
  }

  /**
   * Gives the policy of a data folder a key that others know already.
   *
   * @throws IllegalArgumentException when it is not base64; the message does not repeat it
   */
  public static void keep(Path dataDir, String key) {
    try {
      Base64.getDecoder().decode(key);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the service API's key must be base64", e);
    }
    JsonFiles.createFolder(dataDir);
    JsonFiles.write(dataDir.resolve(FILE), new ServicePolicy(OWNER, key));
  }

  /**
   * Why a request is not let in, or empty.
   *
   * @param authorization the header's value, or {@code null}
   * @param hostName the hub's name
   * @param requestHost the host with which the client reached the API, with or without a port; a
   *     token for that name serves as well, since local clients do not use the hub's real name
   */
  Optional<String> objection(
      String authorization, String hostName, String requestHost, InstantSource clock) {
    Optional<SasToken> parsed = SasToken.parse(authorization);
    if (parsed.isEmpty()) {
      return Optional.of("the request has no shared access signature");
    }
    SasToken token = parsed.get();
    if (!token.policy().equals(name) || !token.signedWith(key)) {
      return Optional.of("the signature is not of policy " + name);
    }
    if (token.expiredAt(clock.instant())) {
      return Optional.of("the signature has expired");
    }
    String hostOnly = requestHost == null ? hostName : requestHost.replaceFirst(":\\d+$", "");
    boolean covered =
        token.covers(hostName)
            || token.covers(hostOnly)
            || (requestHost != null && token.covers(requestHost));
    return covered ? Optional.empty() : Optional.of("the signature is for another hub");
  }

  @Override
  public String toString() {
    return "ServicePolicy[" + name + "]";
  }
}
