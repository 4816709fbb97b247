package fettle.ops.deploy;

import fettle.ops.hub.EdgeTwins;
import fettle.ops.pipeline.Finding;
import fettle.ops.pipeline.Outputs;
import fettle.ops.pipeline.PassingFailure;
import fettle.ops.pipeline.Redaction;
import fettle.ops.pipeline.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Applies a manifest to a device, after what the device was told before was kept. What people asked
 * its modules for stays, unless the manifest names it.
 */
final class ManifestStep implements Step {
  static final String ID = "manifest";

  private static final String FINGERPRINT = "fingerprint";

  private final EdgeTwins device;
  private final DeploymentManifest wanted;
  private final KeptFile kept;
  private final Redaction redaction;
  private final Set<String> needs;

  /**
   * @param needs the steps that make what the manifest names
   */
  ManifestStep(
      EdgeTwins device,
      DeploymentManifest wanted,
      KeptFile kept,
      Redaction redaction,
      Set<String> needs) {
    this.device = device;
    this.wanted = wanted;
    this.kept = kept;
    this.redaction = redaction;
    this.needs = needs;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Set<String> needs() {
    return needs;
  }

  @Override
  public Finding look(Outputs outputs) throws PassingFailure {
    String what = "manifest of " + device.device();
    Optional<DeploymentManifest> current = DeploymentManifest.of(device, redaction);
    if (current.isEmpty()) {
      return new Finding.Create(what, settings());
    }
    AskedSettings whole = AskedSettings.over(wanted, current.get());
    List<String> changes =
        new ArrayList<>(ManifestChanges.between(current.get(), whole.manifest()));
    if (!changes.isEmpty()) {
      changes.addAll(whole.kept());
      return new Finding.Change(what, changes);
    }
    outputs.put(FINGERPRINT, whole.manifest().fingerprint());
    return new Finding.Leave(
        whole.kept().isEmpty() ? what : what + "; " + String.join("; ", whole.kept()));
  }

  private List<String> settings() {
    return wanted.images().entrySet().stream()
        .map(image -> image.getKey() + ": " + image.getValue())
        .toList();
  }

  @Override
  public void apply(Finding finding, Outputs outputs, Progress progress) throws PassingFailure {
    Optional<DeploymentManifest> current = DeploymentManifest.of(device, redaction);
    Optional<AskedSettings> asked = current.map(before -> AskedSettings.over(wanted, before));
    asked.ifPresent(settings -> settings.kept().forEach(progress::say));
    DeploymentManifest whole = asked.map(AskedSettings::manifest).orElse(wanted);
    kept.begin(
        whole.fingerprint(),
        current.map(DeploymentManifest::fingerprint),
        current.map(it -> it.withoutSecrets().content()).orElse(null));
    device.apply(whole.content());
    outputs.put(FINGERPRINT, whole.fingerprint());
  }
}
