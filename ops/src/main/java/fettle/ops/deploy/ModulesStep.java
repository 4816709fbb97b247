package fettle.ops.deploy;

import fettle.ops.Failure;
import fettle.ops.hub.EdgeTwins;
import fettle.ops.pipeline.Finding;
import fettle.ops.pipeline.Outputs;
import fettle.ops.pipeline.PassingFailure;
import fettle.ops.pipeline.Redaction;
import fettle.ops.pipeline.Step;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Waits until a device runs what its manifest says; when it does not in time, the manifest before
 * is applied again and the step fails.
 */
final class ModulesStep implements Step {
  static final String ID = "modules";

  private final EdgeTwins device;
  private final DeploymentManifest wanted;
  private final KeptFile kept;
  private final Redaction redaction;
  private final Patience patience;

  ModulesStep(
      EdgeTwins device,
      DeploymentManifest wanted,
      KeptFile kept,
      Redaction redaction,
      Patience patience) {
    this.device = device;
    this.wanted = wanted;
    this.kept = kept;
    this.redaction = redaction;
    this.patience = patience;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Set<String> needs() {
    return Set.of(ManifestStep.ID);
  }

  @Override
  public Finding look(Outputs outputs) throws PassingFailure {
    String what = "modules of " + device.device();
    List<String> lacking = ModuleReports.lacking(device, wanted);
    return lacking.isEmpty() && kept.read().isEmpty()
        ? new Finding.Leave(what)
        : new Finding.Change(what, lacking);
  }

  @Override
  public void apply(Finding finding, Outputs outputs, Progress progress)
      throws PassingFailure, InterruptedException {
    List<String> lacking = patience.await(() -> ModuleReports.lacking(device, wanted), progress);
    if (lacking.isEmpty()) {
      kept.forget();
      return;
    }
    String late =
        "%s did not get there within %d s (%s)"
            .formatted(device.device(), patience.limit().toSeconds(), String.join("; ", lacking));
    throw new Failure(late + "; " + goBack());
  }

  /** What became of it, for the end of a sentence. */
  private String goBack() {
    Optional<KeptFile.Kept> change = kept.read();
    if (change.isEmpty()) {
      return "nothing was changed, so there is nothing to take back";
    }
    if (change.get().before() == null) {
      kept.forget();
      return "there was no manifest before, so this one stays";
    }
    try {
      return applyAgain(new DeploymentManifest(change.get().before()));
    } catch (PassingFailure e) {
      return "applying the manifest before it failed too (%s), run this again"
          .formatted(e.getMessage());
    }
  }

  private String applyAgain(DeploymentManifest before) throws PassingFailure {
    Optional<DeploymentManifest> whole =
        DeploymentManifest.of(device, redaction).flatMap(before::withSecretsOf);
    if (whole.isEmpty()) {
      return "the manifest before it is for another registry, whose password is not known any"
          + " more: deploy what it had";
    }
    device.apply(whole.get().content());
    kept.forget();
    return "the manifest before it is applied again";
  }
}
