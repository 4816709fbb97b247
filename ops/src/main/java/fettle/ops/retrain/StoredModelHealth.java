package fettle.ops.retrain;

import fettle.ops.store.DriftLook.Drifting;
import fettle.ops.store.PipelineStore;
import fettle.telemetry.label.Decision;
import fettle.telemetry.label.DecisionCodec.Entry;
import fettle.telemetry.label.EntryId;
import fettle.telemetry.model.ModelsInUse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How the models in use are doing, from the store: what the gateway says of drift, and what people
 * said of alarms, of which only what is new is read each time. For one thread.
 */
public final class StoredModelHealth implements ModelHealth {
  private final PipelineStore store;
  private final Map<String, Decision> judged = new HashMap<>();
  private EntryId read = EntryId.NONE;
  private Set<String> readFor = Set.of();

  public StoredModelHealth(PipelineStore store) {
    this.store = store;
  }

  @Override
  public List<State> models() throws IOException {
    Set<String> inUse =
        store.models().inUse().map(ModelsInUse::models).map(Set::copyOf).orElse(Set.of());
    List<Drifting> drifting = store.drift().of(inUse);
    readDecisions(inUse);
    return inUse.stream().map(model -> state(model, drifting)).toList();
  }

  private State state(String model, List<Drifting> drifting) {
    return new State(
        model,
        drifting.stream()
            .filter(one -> one.model().equals(model))
            .map(one -> new Drifted(one.signal(), one.since()))
            .toList(),
        count(model, Decision.REAL_FAULT),
        count(model, Decision.FALSE_ALARM));
  }

  private long count(String model, String label) {
    return judged.values().stream()
        .filter(decision -> decision.model().equals(model) && decision.label().equals(label))
        .count();
  }

  /** Those about alarms of the models in use, from the beginning when these have changed. */
  private void readDecisions(Set<String> inUse) throws IOException {
    if (!inUse.equals(readFor)) {
      judged.clear();
      read = EntryId.NONE;
      readFor = inUse;
    }
    List<Entry> more = store.decisions().after(read);
    while (!more.isEmpty()) {
      for (Entry entry : more) {
        Decision decision = entry.decision();
        if (decision.kind() == Decision.Kind.LABEL && inUse.contains(decision.model())) {
          judged.put(decision.about(), decision); // the newest word counts
        }
      }
      read = more.getLast().id();
      more = store.decisions().after(read);
    }
  }
}
