package fettle.emulator.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.emulator.identity.Identity;
import fettle.emulator.identity.IdentityRegistry;
import fettle.emulator.identity.IdentityRegistry.NewIdentity;
import fettle.emulator.identity.JsonFiles;
import fettle.emulator.identity.Outcome;
import fettle.emulator.identity.Refusal;
import fettle.emulator.identity.TwinRules;
import fettle.emulator.identity.TwinStore;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies deployment manifests to edge devices: makes the identities of new modules, removes those
 * that a former deployment made and this one lacks, sets desired properties, tells listeners. A
 * deployment is kept in the folder {@code deployments}; one that a kill interrupted is applied
 * again at the next start.
 */
public final class Deployments {

  private static final Logger LOG = LoggerFactory.getLogger(Deployments.class);
  private static final String MANAGED_BY = "IotEdge";

  private final IdentityRegistry registry;
  private final TwinStore twins;
  private final Path folder;
  private final ReentrantLock applying = new ReentrantLock();
  private final List<DeploymentListener> listeners = new CopyOnWriteArrayList<>();
  private final TreeMap<String, Deployment> current = new TreeMap<>();

  /** A deployment in its file. */
  record Stored(String deviceId, boolean complete, ObjectNode modulesContent) {}

  private Deployments(IdentityRegistry registry, TwinStore twins, Path folder) {
    this.registry = registry;
    this.twins = twins;
    this.folder = folder;
  }

  /** Opens the deployments in a data folder, and finishes those that were interrupted. */
  public static Deployments open(Path dataDir, IdentityRegistry registry, TwinStore twins) {
    Deployments deployments = new Deployments(registry, twins, dataDir.resolve("deployments"));
    JsonFiles.createFolder(deployments.folder);
    for (Path file : JsonFiles.documents(deployments.folder)) {
      Stored stored = JsonFiles.read(file, Stored.class);
      if (registry.find(stored.deviceId(), null).isEmpty()) {
        JsonFiles.delete(file);
        continue;
      }
      Deployment deployment = ManifestParser.parse(stored.modulesContent());
      deployments.current.put(stored.deviceId(), deployment);
      if (!stored.complete()) {
        deployments.finish(stored.deviceId(), deployment);
      }
    }
    return deployments;
  }

  /** Goes on where a kill interrupted; what is refused now stays unfinished and is told. */
  private void finish(String deviceId, Deployment deployment) {
    Optional<Outcome.Refused<Deployment>> refused = establish(deviceId, deployment);
    if (refused.isEmpty()) {
      store(new Stored(deviceId, true, deployment.modulesContent()));
    } else {
      LOG.atError()
          .addKeyValue("device", deviceId)
          .log("its deployment cannot be finished: {}", refused.get().detail());
    }
  }

  /** Adds a listener and tells it of the deployments that are there. */
  public void addListener(DeploymentListener listener) {
    applying.lock();
    try {
      listeners.add(listener);
      current.forEach(listener::apply);
    } finally {
      applying.unlock();
    }
  }

  /** The deployment of a device, if one was applied. */
  public Optional<Deployment> find(String deviceId) {
    applying.lock();
    try {
      return Optional.ofNullable(current.get(deviceId));
    } finally {
      applying.unlock();
    }
  }

  /**
   * Applies a manifest. One that is refused changes nothing, unless somebody else changes the
   * device's modules or twins at that moment: then the former deployment stays the current one.
   *
   * @param content {@code modulesContent} or the manifest around it
   */
  public Outcome<Deployment> apply(String deviceId, ObjectNode content) {
    applying.lock();
    try {
      Optional<Identity> device = registry.find(deviceId, null);
      if (device.isEmpty()) {
        return Outcome.refused(Refusal.DEVICE_NOT_FOUND, "there is no device " + deviceId);
      }
      if (!device.get().edge()) {
        return Outcome.refused(Refusal.INVALID, "device " + deviceId + " is no IoT Edge device");
      }
      Deployment deployment = ManifestParser.parse(content);
      listeners.forEach(listener -> listener.check(deviceId, deployment));
      Optional<Outcome.Refused<Deployment>> objection = objection(deviceId, deployment);
      if (objection.isPresent()) {
        return objection.get();
      }
      store(new Stored(deviceId, false, deployment.modulesContent()));
      Optional<Outcome.Refused<Deployment>> refused = establish(deviceId, deployment);
      if (refused.isPresent()) {
        restoreFormer(deviceId);
        return refused.get();
      }
      store(new Stored(deviceId, true, deployment.modulesContent()));
      current.put(deviceId, deployment);
      listeners.forEach(listener -> listener.apply(deviceId, deployment));
      return Outcome.done(deployment);
    } catch (IllegalArgumentException wrong) {
      return Outcome.refused(Refusal.INVALID, wrong.getMessage());
    } finally {
      applying.unlock();
    }
  }

  /** What {@link #establish} would be refused for. */
  private Optional<Outcome.Refused<Deployment>> objection(String deviceId, Deployment deployment) {
    Set<String> modules = new HashSet<>(deployment.modules().keySet());
    registry.modules(deviceId).stream()
        .filter(known -> !known.managedBy().equals(MANAGED_BY))
        .forEach(known -> modules.add(known.moduleId()));
    if (modules.size() > IdentityRegistry.MAX_MODULES) {
      return Optional.of(
          new Outcome.Refused<>(
              Refusal.TOO_MANY,
              "device %s would have %d modules, but may have %d"
                  .formatted(deviceId, modules.size(), IdentityRegistry.MAX_MODULES)));
    }
    for (var entry : deployment.modulesContent().properties()) {
      Optional<Outcome.Refused<Deployment>> refused =
          TwinRules.refusalOfDesired(desired(entry.getValue()));
      if (refused.isPresent()) {
        return refused.map(because -> ofDesired(entry.getKey(), because));
      }
    }
    return Optional.empty();
  }

  private static ObjectNode desired(JsonNode moduleContent) {
    return (ObjectNode) moduleContent.get("properties.desired");
  }

  private static Outcome.Refused<Deployment> ofDesired(String module, Outcome.Refused<?> refused) {
    return new Outcome.Refused<>(
        refused.refusal(), "desired properties of " + module + ": " + refused.detail());
  }

  private void restoreFormer(String deviceId) {
    Deployment former = current.get(deviceId);
    if (former == null) {
      JsonFiles.delete(file(deviceId));
    } else {
      store(new Stored(deviceId, true, former.modulesContent()));
    }
  }

  private Path file(String deviceId) {
    return folder.resolve(JsonFiles.fileName(deviceId));
  }

  private void store(Stored stored) {
    JsonFiles.write(file(stored.deviceId()), stored);
  }

  private Optional<Outcome.Refused<Deployment>> establish(String deviceId, Deployment deployment) {
    for (Identity module : registry.modules(deviceId)) {
      if (module.managedBy().equals(MANAGED_BY)
          && !deployment.modules().containsKey(module.moduleId())) {
        registry.delete(deviceId, module.moduleId(), null);
      }
    }
    for (String name : deployment.modules().keySet()) {
      if (registry.find(deviceId, name).isEmpty()
          && registry.create(new NewIdentity(deviceId, name, null, null, true, false, MANAGED_BY))
              instanceof Outcome.Refused<Identity> refused) {
        return Optional.of(new Outcome.Refused<>(refused.refusal(), refused.detail()));
      }
    }
    return setDesired(deviceId, deployment);
  }

  private Optional<Outcome.Refused<Deployment>> setDesired(String deviceId, Deployment deployment) {
    for (var entry : deployment.modulesContent().properties()) {
      if (twins.replaceDesired(deviceId, entry.getKey(), desired(entry.getValue()))
          instanceof Outcome.Refused<?> refused) {
        return Optional.of(ofDesired(entry.getKey(), refused));
      }
    }
    return Optional.empty();
  }
}
