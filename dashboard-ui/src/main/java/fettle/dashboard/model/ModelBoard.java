package fettle.dashboard.model;

import com.fasterxml.jackson.databind.JsonNode;
import fettle.dashboard.model.ModelDetail.MachineOn;
import fettle.dashboard.model.ModelDetail.SignalOn;
import fettle.dashboard.store.Descriptions;
import fettle.drift.Verdict;
import fettle.drift.store.MachineDrift;
import fettle.drift.store.ModelDrift;
import fettle.drift.store.SignalState;
import fettle.telemetry.MachineId;
import fettle.telemetry.model.ModelsInUse;
import fettle.telemetry.store.MachineState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeMap;

/** What is known of models from all sides, put together at one moment. Immutable. */
final class ModelBoard {
  static final int MOST_MACHINES = 200;
  static final String SCORE = "score";

  private final Optional<ModelsInUse> inUse;
  private final SequencedMap<String, JsonNode> cards;
  private final Map<String, Judged> judged;
  private final Descriptions descriptions;

  /** Model → machines that run it, by name, each with what is known of its drift. */
  private final Map<String, SequencedMap<MachineId, Optional<ModelDrift>>> running =
      new TreeMap<>();

  /**
   * @param cards the newest first
   * @param judged by model
   * @param descriptions what machines are called
   */
  ModelBoard(
      Optional<ModelsInUse> inUse,
      SequencedMap<String, JsonNode> cards,
      List<MachineState> machines,
      List<MachineDrift> drifts,
      Map<String, Judged> judged,
      Descriptions descriptions) {
    this.inUse = inUse;
    this.cards = cards;
    this.judged = judged;
    this.descriptions = descriptions;
    Map<MachineId, MachineDrift> byMachine = new HashMap<>();
    drifts.forEach(drift -> byMachine.put(drift.id(), drift));
    machines.stream()
        .filter(machine -> !machine.model().isEmpty())
        .sorted(Comparator.comparing(MachineState::id))
        .forEach(
            machine ->
                running
                    .computeIfAbsent(machine.model(), model -> new LinkedHashMap<>())
                    .put(machine.id(), drift(byMachine.get(machine.id()), machine.model())));
  }

  private static Optional<ModelDrift> drift(MachineDrift machine, String model) {
    return Optional.ofNullable(machine).stream()
        .flatMap(known -> known.models().stream())
        .filter(known -> known.model().equals(model))
        .findFirst();
  }

  ModelsView list(long now) {
    SequencedSet<String> models = new LinkedHashSet<>();
    inUse.ifPresent(known -> models.addAll(known.models()));
    models.addAll(running.keySet());
    models.addAll(cards.keySet());
    return new ModelsView(
        now, inUse.map(ModelsInUse::why).orElse(null), models.stream().map(this::view).toList());
  }

  /** Empty for a model that nobody has told of. */
  Optional<ModelDetail> detail(String model, long now) {
    if (!cards.containsKey(model) && !running.containsKey(model)) {
      return Optional.empty();
    }
    return Optional.of(
        new ModelDetail(now, view(model), cards.get(model), machines(model), signals(model)));
  }

  private ModelView view(String model) {
    JsonNode card = cards.get(model);
    Optional<Verdict> verdict =
        drifts(model).stream()
            .map(ModelDrift::verdict)
            .min(Comparator.comparingInt(WORST::indexOf));
    JsonNode comparison = card == null ? null : card.path("comparison");
    return new ModelView(
        model,
        card == null ? null : card.path("made").asText(),
        card == null ? null : card.path("trainer").asText(),
        inUse.filter(known -> known.models().contains(model)).isPresent(),
        comparison == null || comparison.isMissingNode() ? null : comparison.path("words").asText(),
        comparison != null && comparison.path("forced").asBoolean(),
        card == null ? null : card.path("metrics"),
        running.getOrDefault(model, new LinkedHashMap<>()).size(),
        verdict.map(Verdict::text).orElse(null),
        drifts(model).stream().flatMap(drift -> drifted(drift).stream()).distinct().toList(),
        names(model),
        judged.getOrDefault(model, Judged.NONE));
  }

  private static final List<Verdict> WORST =
      List.of(Verdict.DRIFTED, Verdict.STEADY, Verdict.TOO_FEW_READINGS);

  private List<ModelDrift> drifts(String model) {
    return running.getOrDefault(model, new LinkedHashMap<>()).values().stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /** What people call the signals that have drifted, where the machines do not differ on it. */
  private Map<String, String> names(String model) {
    Map<String, Set<String>> called = new TreeMap<>();
    running
        .getOrDefault(model, new LinkedHashMap<>())
        .forEach(
            (id, drift) ->
                drift.stream()
                    .flatMap(known -> drifted(known).stream())
                    .forEach(
                        signal ->
                            called
                                .computeIfAbsent(signal, each -> new HashSet<>())
                                .add(descriptions.of(id).signal(signal).name())));
    Map<String, String> names = new TreeMap<>();
    called.forEach(
        (signal, all) -> {
          all.remove("");
          if (all.size() == 1) {
            names.put(signal, all.iterator().next());
          }
        });
    return names;
  }

  private List<MachineOn> machines(String model) {
    List<MachineOn> machines = new ArrayList<>();
    running
        .getOrDefault(model, new LinkedHashMap<>())
        .forEach(
            (id, drift) -> {
              List<String> drifted = drift.map(ModelBoard::drifted).orElse(List.of());
              machines.add(
                  new MachineOn(
                      id.toString(),
                      descriptions.of(id).name(),
                      drift.map(known -> known.verdict().text()).orElse(null),
                      drifted,
                      descriptions.of(id).names(drifted.stream())));
            });
    machines.sort(Comparator.comparing(machine -> machine.drifted().isEmpty()));
    return machines.subList(0, Math.min(machines.size(), MOST_MACHINES));
  }

  private List<SignalOn> signals(String model) {
    SequencedMap<String, long[]> counts = new LinkedHashMap<>();
    for (ModelDrift drift : drifts(model)) {
      states(drift)
          .forEach(
              (signal, state) ->
                  counts
                      .computeIfAbsent(signal, name -> new long[Verdict.values().length])[
                      state.verdict().ordinal()]++);
    }
    return counts.entrySet().stream()
        .map(
            signal ->
                new SignalOn(
                    signal.getKey(),
                    signal.getValue()[Verdict.DRIFTED.ordinal()],
                    signal.getValue()[Verdict.STEADY.ordinal()],
                    signal.getValue()[Verdict.TOO_FEW_READINGS.ordinal()]))
        .toList();
  }

  private static List<String> drifted(ModelDrift drift) {
    return states(drift).entrySet().stream()
        .filter(state -> state.getValue().verdict() == Verdict.DRIFTED)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The signals in the model's order, then the score. */
  static SequencedMap<String, SignalState> states(ModelDrift drift) {
    SequencedMap<String, SignalState> states = new LinkedHashMap<>(drift.signals());
    states.put(SCORE, drift.score());
    return states;
  }
}
