package fettle.ops.device;

import com.microsoft.azure.sdk.iot.service.registry.Device;
import fettle.ops.Failure;
import fettle.ops.hash.Sha256;
import fettle.ops.pipeline.Finding;
import fettle.ops.pipeline.Outputs;
import fettle.ops.pipeline.PassingFailure;
import fettle.ops.pipeline.Redaction;
import fettle.ops.pipeline.Step;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Gives a device a new credential: one that is not there is created, one that is there is given a
 * new one beside its present one when that is asked for.
 */
final class CredentialStep implements Step {
  private static final String CONFIG = "config";

  /** Output: fingerprint of the credential that the hub was told of. */
  private static final String TOLD = "told";

  private final DeviceRegistry registry;
  private final CredentialFolder folder;
  private final String hubName;
  private final Wish wish;
  private final Redaction redaction;

  /**
   * What is asked for.
   *
   * @param rotate a new credential for a device that is there
   * @param kind of a device that is not there yet
   * @param life of a certificate
   */
  record Wish(boolean rotate, Credential.Kind kind, Duration life) {}

  CredentialStep(
      DeviceRegistry registry,
      CredentialFolder folder,
      String hubName,
      Wish wish,
      Redaction redaction) {
    this.registry = registry;
    this.folder = folder;
    this.hubName = hubName;
    this.wish = wish;
    this.redaction = redaction;
  }

  @Override
  public String id() {
    return "identity";
  }

  @Override
  public Set<String> needs() {
    return Set.of();
  }

  @Override
  public Finding look(Outputs outputs) throws PassingFailure {
    Optional<Device> device = registry.find();
    String what = "edge device " + registry.id();
    if (device.isEmpty()) {
      if (wish.rotate()) {
        throw new Failure(
            "the hub has no device %s; create it with ./fettle device create"
                .formatted(registry.id()));
      }
      return new Finding.Create(
          what, List.of("authentication: " + wish.kind(), "config: " + folder.config()));
    }
    if (isThere(device.get(), outputs) && !folder.isUntidy()) {
      if (Files.exists(folder.config())) {
        outputs.put(CONFIG, folder.config().toString());
      }
      return new Finding.Leave(what);
    }
    return new Finding.Change(
        what,
        List.of(
            DeviceRegistry.isEnabled(device.get())
                ? "credential: a new one first, the present one second"
                : "status: disabled → enabled, with a new credential",
            "config: " + folder.config()));
  }

  /** Whether the device has what is asked for, maybe by an earlier run that was broken off. */
  private boolean isThere(Device device, Outputs outputs) {
    return DeviceRegistry.isEnabled(device)
        && (!wish.rotate()
            || outputs
                .own(TOLD)
                .filter(fingerprint(DeviceRegistry.known(device))::equals)
                .isPresent());
  }

  /** Tells credentials apart, and says nothing of them. */
  private static String fingerprint(String known) {
    return Sha256.of(known.toLowerCase(Locale.ROOT));
  }

  @Override
  public void apply(Finding finding, Outputs outputs, Progress progress) throws PassingFailure {
    Optional<Device> device = registry.find();
    if (device.filter(it -> isThere(it, outputs)).isPresent() && folder.pending().isEmpty()) {
      folder.tidy();
      return;
    }
    Credential.Kind kind = device.map(DeviceRegistry::kind).orElse(wish.kind());
    Credential credential =
        folder.pending().orElseGet(() -> CredentialMaker.make(kind, registry.id(), wish.life()));
    credential.files().values().forEach(redaction::remember);
    folder.keep(credential);
    tell(device, credential);
    // before the pending one is gone: else a repeat would rotate again, and shut the device out
    outputs.put(TOLD, fingerprint(credential.known()));
    folder.settle(credential, credential.config(hubName, registry.id()));
    progress.say("for the device: " + folder.config());
    outputs.put(CONFIG, folder.config().toString());
  }

  private void tell(Optional<Device> device, Credential credential) throws PassingFailure {
    if (device.isEmpty()) {
      registry.create(credential);
    } else if (!DeviceRegistry.isEnabled(device.get())) {
      registry.restore(device.get(), credential);
    } else if (!credential.known().equalsIgnoreCase(DeviceRegistry.known(device.get()))) {
      registry.rotate(device.get(), credential);
    }
  }
}
