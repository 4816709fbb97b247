package fettle.ops.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.ops.Failure;
import fettle.ops.hub.EdgeTwins;
import fettle.ops.pipeline.Finding;
import fettle.ops.pipeline.Outputs;
import fettle.ops.pipeline.PassingFailure;
import fettle.ops.pipeline.Step;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Changes nothing but the model, through the inference module's twin, and waits until the module
 * uses it; when it does not in time, the twin asks for the model before again and the step fails.
 */
final class ModelStep implements Step {
  static final String ID = "model";

  private final EdgeTwins device;
  private final Model wanted;
  private final KeptFile kept;
  private final Patience patience;

  ModelStep(EdgeTwins device, Model wanted, KeptFile kept, Patience patience) {
    this.device = device;
    this.wanted = wanted;
    this.kept = kept;
    this.patience = patience;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Set<String> needs() {
    return Set.of();
  }

  @Override
  public Finding look(Outputs outputs) throws PassingFailure {
    String what = "model of inference on " + device.device();
    ObjectNode current = current();
    boolean settled =
        ModuleReports.lackingModel(device, wanted.sha256()).isEmpty() && kept.read().isEmpty();
    if (wanted.desired().equals(current) && settled) {
      return new Finding.Leave(what);
    }
    return new Finding.Change(
        what,
        List.of(
            "sha256: %s → %s"
                .formatted(
                    current == null ? "none" : current.path("sha256").asText("none"),
                    wanted.sha256()),
            "uri: " + wanted.uri()));
  }

  /** What the twin asks for now; {@code null} = no model. */
  private ObjectNode current() throws PassingFailure {
    EdgeTwins.Properties twin =
        device
            .find(EdgeModule.INFERENCE.id())
            .orElseThrow(
                () ->
                    new Failure(
                        "%s has no module %s yet; run ./fettle deploy without --model-only first"
                            .formatted(device.device(), EdgeModule.INFERENCE.id())));
    return twin.desired().get(EdgeModule.MODELS) instanceof ObjectNode models ? models : null;
  }

  @Override
  public void apply(Finding finding, Outputs outputs, Progress progress)
      throws PassingFailure, InterruptedException {
    ObjectNode current = current();
    kept.begin(
        wanted.sha256(),
        Optional.ofNullable(current).map(it -> it.path("sha256").asText()),
        current);
    device.setDesired(EdgeModule.INFERENCE.id(), EdgeModule.MODELS, wanted.desired());
    List<String> lacking =
        patience.await(
            () -> ModuleReports.lackingModel(device, wanted.sha256()).stream().toList(), progress);
    if (!lacking.isEmpty()) {
      throw new Failure(
          "%s does not use the model within %d s (%s); %s"
              .formatted(
                  device.device(),
                  patience.limit().toSeconds(),
                  String.join("; ", lacking),
                  goBack()));
    }
    kept.forget();
  }

  /** What became of it, for the end of a sentence. */
  private String goBack() {
    ObjectNode before = kept.read().map(KeptFile.Kept::before).orElse(null);
    if (before == null || before.equals(wanted.desired())) {
      kept.forget();
      return "there was no other model before, so this one stays wanted";
    }
    try {
      device.setDesired(EdgeModule.INFERENCE.id(), EdgeModule.MODELS, before);
    } catch (PassingFailure e) {
      return "asking for the model before it failed too (%s), run this again"
          .formatted(e.getMessage());
    }
    kept.forget();
    return "the model before it is wanted again";
  }
}
