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
 * <p>A session's undelivered messages are not here: they wait in edgeHub's store. For the event
 * loop, but for {@link #write}, which one other thread at a time calls with the snapshots in their
 * order; a change lasts once its snapshot is written.
 */
final class SessionStore {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private Snapshot current;

  /** Of the snapshot that the file holds; the writing thread's. */
  private long writtenRevision;

  /**
   * All sessions at one moment; never changed.
   *
   * @param revision grows with each change
   */
  record Snapshot(long revision, Map<String, EnumSet<Subscription>> sessions) {}

  private SessionStore(Path file, Map<String, EnumSet<Subscription>> sessions) {
    this.file = file;
    this.current = new Snapshot(0, sessions);
  }

  static SessionStore open(Path file) throws IOException {
    return new SessionStore(
        file,
        Files.exists(file)
            ? JSON.readValue(
                file.toFile(), new TypeReference<TreeMap<String, EnumSet<Subscription>>>() {})
            : Map.of());
  }

  /** Empty when this client has no session. */
  Optional<Set<Subscription>> find(String clientId) {
    return Optional.ofNullable(current.sessions().get(clientId)).map(EnumSet::copyOf);
  }

  /** Returns what is to be written, which is what was written before when nothing has changed. */
  Snapshot put(String clientId, Set<Subscription> subscriptions) {
    EnumSet<Subscription> now = EnumSet.noneOf(Subscription.class);
    now.addAll(subscriptions);
    if (!now.equals(current.sessions().get(clientId))) {
      Map<String, EnumSet<Subscription>> sessions = new TreeMap<>(current.sessions());
      sessions.put(clientId, now);
      current = new Snapshot(current.revision() + 1, sessions);
    }
    return current;
  }

  /** As {@link #put}. */
  Snapshot remove(String clientId) {
    if (current.sessions().containsKey(clientId)) {
      Map<String, EnumSet<Subscription>> sessions = new TreeMap<>(current.sessions());
      sessions.remove(clientId);
      current = new Snapshot(current.revision() + 1, sessions);
    }
    return current;
  }

  /** Writes a snapshot, unless the file holds it. After a failure the next one is written whole. */
  void write(Snapshot snapshot) throws IOException {
    if (snapshot.revision() != writtenRevision) {
      PrivateFile.write(file, JSON.writeValueAsBytes(snapshot.sessions()));
      writtenRevision = snapshot.revision();
    }
  }
}
