package fettle.emulator.events;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.plain.PlainAuthenticateCallback;

/**
 * Checks a client's PLAIN password as an Event Hub-compatible endpoint does: the user is {@code
 * $ConnectionString}, the password a connection string in whatever order of parts, whose policy and
 * key must be the endpoint's and whose entity, if named, the topic. The broker makes it by name and
 * gives it the expected values as options of the JAAS entry.
 */
public final class ConnectionStringLogin implements AuthenticateCallbackHandler {

  static final String KEY_NAME_OPTION = "fettle_key_name";
  static final String KEY_OPTION = "fettle_key";
  static final String TOPIC_OPTION = "fettle_topic";

  private String keyName;
  private byte[] key;
  private String topic;

  @Override
  public void configure(
      Map<String, ?> configs, String saslMechanism, List<AppConfigurationEntry> jaasEntries) {
    Map<String, ?> options = jaasEntries.get(0).getOptions();
    keyName = (String) options.get(KEY_NAME_OPTION);
    key = ((String) options.get(KEY_OPTION)).getBytes(StandardCharsets.UTF_8);
    topic = (String) options.get(TOPIC_OPTION);
  }

  @Override
  public void handle(Callback[] callbacks) throws UnsupportedCallbackException {
    String user = null;
    for (Callback callback : callbacks) {
      if (callback instanceof NameCallback name) {
        user = name.getDefaultName();
      } else if (callback instanceof PlainAuthenticateCallback login) {
        login.authenticated(accepts(user, login.password()));
      } else {
        throw new UnsupportedCallbackException(callback);
      }
    }
  }

  private boolean accepts(String user, char[] password) {
    if (!EventHubConnectionString.USER.equals(user)) {
      return false;
    }
    EventHubConnectionString given;
    try {
      given = EventHubConnectionString.parse(new String(password));
    } catch (IllegalArgumentException notAConnectionString) {
      return false;
    }
    return keyName.equals(given.keyName())
        && MessageDigest.isEqual(key, given.key().getBytes(StandardCharsets.UTF_8))
        && (given.entityPath().isEmpty() || topic.equals(given.entityPath()));
  }

  @Override
  public void close() {
    // holds nothing that needs closing
  }
}
