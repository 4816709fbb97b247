package fettle.emulator.mqtt;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import fettle.emulator.files.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The subscriptions of clients that connected with CleanSession=0, in one file, so that they last
 * beyond a connection and a restart. Microsoft's SDKs count on it: after a reconnect they subscribe
 * to inputs alone.
 *
 * <p>A session's undelivered messages are not here: they wait in edgeHub's store. For one thread at
 * a time; a change is written when the call returns.
 */
final class SessionStore {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final Map<String, EnumSet<Subscription>> sessions = new TreeMap<>();

  private SessionStore(Path file) {
    this.file = file;
  }

  static SessionStore open(Path file) throws IOException {
    SessionStore store = new SessionStore(file);
    if (Files.exists(file)) {
      store.sessions.putAll(
          JSON.readValue(
              file.toFile(), new TypeReference<Map<String, EnumSet<Subscription>>>() {}));
    }
    return store;
  }

  /** Empty when this client has no session. */
  synchronized Optional<Set<Subscription>> find(String clientId) {
    return Optional.ofNullable(sessions.get(clientId)).map(EnumSet::copyOf);
  }

  synchronized void put(String clientId, Set<Subscription> subscriptions) throws IOException {
    EnumSet<Subscription> now = EnumSet.noneOf(Subscription.class);
    now.addAll(subscriptions);
    if (!now.equals(sessions.put(clientId, now))) {
      write();
    }
  }

  synchronized void remove(String clientId) throws IOException {
    if (sessions.remove(clientId) != null) {
      write();
    }
  }

  private void write() throws IOException {
    PrivateFile.write(file, JSON.writeValueAsBytes(sessions));
  }
}
