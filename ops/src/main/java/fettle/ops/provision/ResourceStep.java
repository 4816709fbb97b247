package fettle.ops.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.ops.azure.ArmJson;
import fettle.ops.azure.AzureCalls;
import fettle.ops.pipeline.Finding;
import fettle.ops.pipeline.Outputs;
import fettle.ops.pipeline.PassingFailure;
import fettle.ops.pipeline.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Gets a resource or creates it. One that is there is used as it is: what is missing in its lists
 * is added, and what differs is shown, and changed only with {@code --apply-changes}. One that
 * another run left half made is waited for, and one whose making failed is made again.
 */
final class ResourceStep<M, P> implements Step {
  private static final Set<String> SETTLED = Set.of("succeeded", "active", "failed", "canceled");
  private static final Set<String> BROKEN = Set.of("failed", "canceled");
  private static final Duration SETTLES_WITHIN = Duration.ofMinutes(60);

  /** What a step is asked to make. */
  @FunctionalInterface
  interface Wanted<P> {
    /** Nothing in a plan, while a step that this one builds on has yet to be made. */
    Optional<P> from(Outputs outputs);
  }

  /**
   * What all steps of a pipeline share.
   *
   * @param applyChanges whether differences may be changed
   * @param pollEvery how often a resource that is being made is looked at
   */
  record Rules(boolean applyChanges, Duration pollEvery) {}

  private final String id;
  private final Set<String> needs;
  private final Thing<M, P> thing;
  private final Wanted<P> wanted;
  private final Map<String, Function<M, String>> tells;
  private final Rules rules;

  /**
   * @param tells outputs, by name, taken from the resource once it is there
   */
  ResourceStep(
      String id,
      Set<String> needs,
      Thing<M, P> thing,
      Wanted<P> wanted,
      Map<String, Function<M, String>> tells,
      Rules rules) {
    this.id = id;
    this.needs = needs;
    this.thing = thing;
    this.wanted = wanted;
    this.tells = tells;
    this.rules = rules;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Set<String> needs() {
    return needs;
  }

  @Override
  public Finding look(Outputs outputs) throws PassingFailure, InterruptedException {
    Optional<ObjectNode> tree = wanted.from(outputs).map(ArmJson::tree);
    Optional<M> found = find();
    if (found.isEmpty() || isBroken(found.get())) {
      return new Finding.Create(thing.what(), tree.map(Drift::settings).orElse(List.of()));
    }
    if (!isSettled(found.get())) {
      return new Finding.Create(thing.what() + " (under way already)");
    }
    tell(found.get(), outputs);
    if (tree.isEmpty()) {
      return new Finding.Create(thing.what());
    }
    return finding(driftOf(tree.get(), found.get()));
  }

  private Finding finding(Drift drift) {
    List<String> differences = new ArrayList<>(drift.different());
    differences.addAll(drift.fixed());
    if (!drift.missing().isEmpty()) {
      List<String> settings = new ArrayList<>(drift.missing());
      if (rules.applyChanges()) {
        settings.addAll(drift.different());
      }
      return new Finding.Create(thing.what(), settings);
    }
    if (differences.isEmpty()) {
      return new Finding.Leave(thing.what());
    }
    return rules.applyChanges() && !drift.different().isEmpty()
        ? new Finding.Change(thing.what(), drift.different())
        : new Finding.Differs(thing.what(), differences);
  }

  @Override
  public void apply(Finding finding, Outputs outputs, Progress progress)
      throws PassingFailure, InterruptedException {
    P body = wanted.from(outputs).orElseThrow();
    Optional<M> found = settled(progress);
    if (found.isEmpty() || isBroken(found.get())) {
      write(body, found.orElse(null));
    } else {
      Drift drift = driftOf(ArmJson.tree(body), found.get());
      if (finding(drift).needsWork()) {
        write(ArmJson.model(drift.merged(), thing.body()), found.get());
      }
    }
    tell(
        find().orElseThrow(() -> new PassingFailure(thing.what() + " is not to be seen yet", null)),
        outputs);
  }

  private void write(P body, M found) throws PassingFailure, InterruptedException {
    AzureCalls.call(
        thing.what(),
        () -> {
          thing.writing().write(body, found);
          return true;
        });
  }

  /** The resource once nothing works on it any more. */
  private Optional<M> settled(Progress progress) throws PassingFailure, InterruptedException {
    Instant limit = Instant.now().plus(SETTLES_WITHIN);
    Optional<M> found = find();
    while (found.isPresent() && !isSettled(found.get())) {
      if (Instant.now().isAfter(limit)) {
        throw new PassingFailure(thing.what() + " is still " + state(found.get()), null);
      }
      progress.say(thing.what() + " is " + state(found.get()));
      Thread.sleep(rules.pollEvery());
      found = find();
    }
    return found;
  }

  private Optional<M> find() throws PassingFailure, InterruptedException {
    return AzureCalls.find(thing.what(), thing.find());
  }

  private Drift driftOf(ObjectNode tree, M found) {
    return Drift.of(tree, thing.view().apply(found), rules.applyChanges(), thing.fixed());
  }

  private void tell(M found, Outputs outputs) {
    tells.forEach((name, value) -> outputs.put(name, value.apply(found)));
  }

  private boolean isSettled(M found) {
    String state = state(found);
    return state.isEmpty() || SETTLED.contains(state);
  }

  private boolean isBroken(M found) {
    return BROKEN.contains(state(found));
  }

  private String state(M found) {
    Object state = thing.state().apply(found);
    return state == null ? "" : state.toString().toLowerCase(Locale.ROOT);
  }
}
