package fettle.emulator.identity;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The registry in memory, with one file a device in the folder {@code identities}. Reads never
 * wait; changes are made one at a time.
 */
public final class FileIdentityRegistry implements IdentityRegistry {

  /** IoT Hub allows a million; this process holds them in memory. */
  static final int MAX_DEVICES = 100_000;

  private final Path folder;
  private final IdentityKeys keys;
  private final ReentrantLock changes = new ReentrantLock();
  private final ConcurrentSkipListMap<String, DeviceEntry> devices = new ConcurrentSkipListMap<>();
  private final List<Consumer<Identity>> listeners = new CopyOnWriteArrayList<>();

  /** A device and its modules as they are in its file. Replaced, never changed. */
  record DeviceEntry(Identity device, TreeMap<String, Identity> modules) {

    DeviceEntry with(Identity identity) {
      if (!identity.isModule()) {
        return new DeviceEntry(identity, modules);
      }
      TreeMap<String, Identity> changed = new TreeMap<>(modules);
      changed.put(identity.moduleId(), identity);
      return new DeviceEntry(device, changed);
    }

    DeviceEntry without(String moduleId) {
      TreeMap<String, Identity> changed = new TreeMap<>(modules);
      changed.remove(moduleId);
      return new DeviceEntry(device, changed);
    }
  }

  private FileIdentityRegistry(Path folder, InstantSource clock) {
    this.folder = folder;
    this.keys = new IdentityKeys(clock);
  }

  /** Opens the registry in a data folder, empty at first. */
  public static FileIdentityRegistry open(Path dataDir, InstantSource clock) {
    Path folder = dataDir.resolve("identities");
    JsonFiles.createFolder(folder);
    FileIdentityRegistry registry = new FileIdentityRegistry(folder, clock);
    for (Path file : JsonFiles.documents(folder)) {
      DeviceEntry entry = JsonFiles.read(file, DeviceEntry.class);
      registry.devices.put(entry.device().deviceId(), entry);
    }
    return registry;
  }

  @Override
  public Optional<Identity> find(String deviceId, String moduleId) {
    DeviceEntry entry = deviceId == null ? null : devices.get(deviceId);
    if (entry == null) {
      return Optional.empty();
    }
    return Optional.ofNullable(moduleId == null ? entry.device() : entry.modules().get(moduleId));
  }

  @Override
  public Outcome<Identity> create(NewIdentity wanted) {
    String wrong = keys.wrongWith(wanted);
    if (wrong != null) {
      return Outcome.refused(Refusal.INVALID, wrong);
    }
    changes.lock();
    try {
      return wanted.moduleId() == null ? createDevice(wanted) : createModule(wanted);
    } finally {
      changes.unlock();
    }
  }

  private Outcome<Identity> createDevice(NewIdentity wanted) {
    if (devices.containsKey(wanted.deviceId())) {
      return Outcome.refused(
          Refusal.ALREADY_EXISTS, "device " + wanted.deviceId() + " already exists");
    }
    if (devices.size() >= MAX_DEVICES) {
      return Outcome.refused(Refusal.TOO_MANY, "there are " + MAX_DEVICES + " devices");
    }
    Identity device = keys.make(wanted);
    DeviceEntry entry = new DeviceEntry(device, new TreeMap<>());
    if (device.edge()) {
      for (String runtime : List.of("$edgeAgent", "$edgeHub")) {
        entry =
            entry.with(
                keys.make(
                    new NewIdentity(
                        device.deviceId(), runtime, null, null, true, false, "iotEdge")));
      }
    }
    store(entry);
    return Outcome.done(device);
  }

  private Outcome<Identity> createModule(NewIdentity wanted) {
    DeviceEntry entry = devices.get(wanted.deviceId());
    if (entry == null) {
      return unknown(wanted.deviceId(), null);
    }
    if (entry.modules().containsKey(wanted.moduleId())) {
      return Outcome.refused(
          Refusal.ALREADY_EXISTS,
          "module " + wanted.moduleId() + " of device " + wanted.deviceId() + " already exists");
    }
    if (entry.modules().size() >= MAX_MODULES) {
      return Outcome.refused(
          Refusal.TOO_MANY, "device " + wanted.deviceId() + " has " + MAX_MODULES + " modules");
    }
    Identity module = keys.make(wanted);
    store(entry.with(module));
    return Outcome.done(module);
  }

  @Override
  public Outcome<Identity> update(Identity wanted, String ifMatch) {
    if (!IdentityKeys.isKey(wanted.primaryKey()) || !IdentityKeys.isKey(wanted.secondaryKey())) {
      return Outcome.refused(Refusal.INVALID, IdentityKeys.RULE);
    }
    Identity changed;
    changes.lock();
    try {
      Optional<Identity> known = find(wanted.deviceId(), wanted.moduleId());
      if (known.isEmpty()) {
        return unknown(wanted.deviceId(), wanted.moduleId());
      }
      if (!matches(known.get(), ifMatch)) {
        return Outcome.refused(Refusal.PRECONDITION_FAILED, "the etag is another");
      }
      changed = keys.changed(known.get(), wanted);
      store(devices.get(wanted.deviceId()).with(changed));
    } finally {
      changes.unlock();
    }
    listeners.forEach(listener -> listener.accept(changed));
    return Outcome.done(changed);
  }

  @Override
  public Outcome<Identity> adopt(Identity identity) {
    changes.lock();
    try {
      DeviceEntry entry = devices.get(identity.deviceId());
      if (entry == null && identity.isModule()) {
        return unknown(identity.deviceId(), identity.moduleId());
      }
      store((entry == null ? new DeviceEntry(identity, new TreeMap<>()) : entry).with(identity));
    } finally {
      changes.unlock();
    }
    listeners.forEach(listener -> listener.accept(identity));
    return Outcome.done(identity);
  }

  @Override
  public Outcome<Identity> delete(String deviceId, String moduleId, String ifMatch) {
    List<Identity> gone = new ArrayList<>();
    changes.lock();
    try {
      Optional<Identity> known = find(deviceId, moduleId);
      if (known.isEmpty()) {
        return unknown(deviceId, moduleId);
      }
      if (!matches(known.get(), ifMatch)) {
        return Outcome.refused(Refusal.PRECONDITION_FAILED, "the etag is another");
      }
      gone.add(known.get());
      if (moduleId == null) {
        gone.addAll(modules(deviceId));
        JsonFiles.delete(folder.resolve(JsonFiles.fileName(deviceId)));
        devices.remove(deviceId);
      } else {
        store(devices.get(deviceId).without(moduleId));
      }
    } finally {
      changes.unlock();
    }
    gone.forEach(identity -> listeners.forEach(listener -> listener.accept(identity)));
    return Outcome.done(gone.get(0));
  }

  @Override
  public List<Identity> devices() {
    return devices.values().stream().map(DeviceEntry::device).toList();
  }

  @Override
  public List<Identity> modules(String deviceId) {
    DeviceEntry entry = devices.get(deviceId);
    return entry == null ? List.of() : List.copyOf(entry.modules().values());
  }

  @Override
  public void onChange(Consumer<Identity> listener) {
    listeners.add(listener);
  }

  private void store(DeviceEntry entry) {
    String deviceId = entry.device().deviceId();
    JsonFiles.write(folder.resolve(JsonFiles.fileName(deviceId)), entry);
    devices.put(deviceId, entry);
  }

  private static boolean matches(Identity known, String ifMatch) {
    return ifMatch == null || ifMatch.equals("*") || ifMatch.equals(known.etag());
  }

  private Outcome<Identity> unknown(String deviceId, String moduleId) {
    return moduleId == null || !devices.containsKey(deviceId)
        ? Outcome.refused(Refusal.DEVICE_NOT_FOUND, "there is no device " + deviceId)
        : Outcome.refused(
            Refusal.MODULE_NOT_FOUND, "device " + deviceId + " has no module " + moduleId);
  }
}
