package fettle.emulator.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Twins in memory, with one file a twin in the folder {@code twins}. A twin belongs to one
 * generation of its identity: one that was deleted and created again starts anew.
 */
public final class FileTwinStore implements TwinStore {

  private final IdentityRegistry registry;
  private final Path folder;
  private final InstantSource clock;
  private final ConcurrentHashMap<String, Slot> slots = new ConcurrentHashMap<>();
  private final List<DesiredListener> listeners = new CopyOnWriteArrayList<>();

  private static final class Slot {
    final ReentrantLock lock = new ReentrantLock();

    /** Changed under the lock only. */
    volatile StoredTwin twin;
  }

  private FileTwinStore(IdentityRegistry registry, Path folder, InstantSource clock) {
    this.registry = registry;
    this.folder = folder;
    this.clock = clock;
  }

  /** Opens the twins in a data folder. */
  public static FileTwinStore open(Path dataDir, IdentityRegistry registry, InstantSource clock) {
    FileTwinStore store = new FileTwinStore(registry, dataDir.resolve("twins"), clock);
    JsonFiles.createFolder(store.folder);
    registry.onChange(store::forgetIfDeleted);
    return store;
  }

  @Override
  public Optional<Twin> get(String deviceId, String moduleId) {
    return registry.find(deviceId, moduleId).map(identity -> known(identity).toTwin(identity));
  }

  @Override
  public Optional<JsonNode> value(String deviceId, String moduleId, List<String> path) {
    return registry
        .find(deviceId, moduleId)
        .map(this::known)
        .map(twin -> at(twin, path))
        .filter(node -> !node.isMissingNode());
  }

  private static JsonNode at(StoredTwin twin, List<String> path) {
    JsonNode node =
        switch (path.get(0)) {
          case "tags" -> twin.tags();
          case "desired" -> twin.desired();
          case "reported" -> twin.reported();
          default -> MissingNode.getInstance();
        };
    for (String name : path.subList(1, path.size())) {
      node = node.path(name);
    }
    return node;
  }

  @Override
  public Outcome<Twin> patchReported(String deviceId, String moduleId, ObjectNode patch) {
    return change(deviceId, moduleId, TwinChange.ofReported(patch));
  }

  @Override
  public Outcome<Twin> patchDesired(String deviceId, String moduleId, ObjectNode patch) {
    return change(deviceId, moduleId, TwinChange.ofDesired(patch, false));
  }

  @Override
  public Outcome<Twin> replaceDesired(String deviceId, String moduleId, ObjectNode desired) {
    return change(deviceId, moduleId, TwinChange.ofDesired(desired, true));
  }

  @Override
  public Outcome<Twin> patchTags(String deviceId, String moduleId, ObjectNode patch) {
    return change(deviceId, moduleId, TwinChange.ofTags(patch));
  }

  @Override
  public Outcome<Twin> update(
      String deviceId,
      String moduleId,
      ObjectNode tags,
      ObjectNode desired,
      boolean replace,
      String ifMatch) {
    return change(deviceId, moduleId, new TwinChange(tags, desired, null, replace, ifMatch));
  }

  @Override
  public void onDesired(DesiredListener listener) {
    listeners.add(listener);
  }

  private Outcome<Twin> change(String deviceId, String moduleId, TwinChange change) {
    Optional<Identity> identity = registry.find(deviceId, moduleId);
    if (identity.isEmpty()) {
      return registry.find(deviceId, null).isEmpty()
          ? Outcome.refused(Refusal.DEVICE_NOT_FOUND, "there is no device " + deviceId)
          : Outcome.refused(
              Refusal.MODULE_NOT_FOUND, "device " + deviceId + " has no module " + moduleId);
    }
    return locked(identity.get(), slot -> change(identity.get(), slot, change));
  }

  private Outcome<Twin> change(Identity identity, Slot slot, TwinChange change) {
    return switch (change.applyTo(current(identity, slot), clock.instant())) {
      case Outcome.Refused<TwinChange.Result> refused ->
          Outcome.refused(refused.refusal(), refused.detail());
      case Outcome.Done<TwinChange.Result> done -> {
        StoredTwin after = done.value().twin();
        JsonFiles.createFolder(file(identity).getParent());
        JsonFiles.write(file(identity), after);
        slot.twin = after;
        if (done.value().desiredPatch() != null) {
          announce(identity, done.value().desiredPatch(), after);
        }
        yield Outcome.done(after.toTwin(identity));
      }
    };
  }

  private void announce(Identity identity, ObjectNode patch, StoredTwin after) {
    long version = after.desired().path("$version").asLong();
    ObjectNode told = TwinDocument.announced(patch, version);
    for (DesiredListener listener : listeners) {
      listener.desiredChanged(identity.deviceId(), identity.moduleId(), told.deepCopy(), version);
    }
  }

  /** Waits neither for the disk nor for a change that is being written, once the twin is loaded. */
  private StoredTwin known(Identity identity) {
    Slot slot = slots.get(identity.path());
    StoredTwin twin = slot == null ? null : slot.twin;
    return twin != null && twin.generationId().equals(identity.generationId())
        ? twin
        : locked(identity, free -> current(identity, free));
  }

  private <T> T locked(Identity identity, Function<Slot, T> step) {
    Slot slot = slots.computeIfAbsent(identity.path(), path -> new Slot());
    slot.lock.lock();
    try {
      return step.apply(slot);
    } finally {
      slot.lock.unlock();
    }
  }

  private StoredTwin current(Identity identity, Slot slot) {
    if (slot.twin == null && Files.exists(file(identity))) {
      slot.twin = JsonFiles.read(file(identity), StoredTwin.class);
    }
    if (slot.twin == null || !Objects.equals(slot.twin.generationId(), identity.generationId())) {
      slot.twin = StoredTwin.fresh(identity, clock.instant());
    }
    return slot.twin;
  }

  private void forgetIfDeleted(Identity identity) {
    if (registry.find(identity.deviceId(), identity.moduleId()).isEmpty()) {
      locked(
          identity,
          slot -> {
            slot.twin = null;
            JsonFiles.delete(file(identity));
            return null;
          });
      slots.remove(identity.path());
    }
  }

  private Path file(Identity identity) {
    String name = identity.isModule() ? JsonFiles.fileName(identity.moduleId()) : "@device.json";
    return folder.resolve(JsonFiles.escape(identity.deviceId())).resolve(name);
  }
}
