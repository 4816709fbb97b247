package fettle.dashboard.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import fettle.dashboard.store.DriftStore;
import fettle.drift.Finding;
import fettle.drift.KllSketch;
import fettle.drift.ModelReference;
import fettle.drift.Reference;
import fettle.drift.store.DriftPoint;
import fettle.drift.store.ModelDrift;
import fettle.drift.store.SignalState;
import fettle.drift.store.WindowSketches;
import fettle.telemetry.MachineId;
import fettle.telemetry.machine.MachineDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How one machine's readings stand to what a model learned from.
 *
 * @param now the server's time, epoch milliseconds
 * @param windowMs readings are put together for so long before they are compared
 * @param openSince start of the window that is being filled, epoch milliseconds
 * @param referenceKnown whether the model's distributions have come; without them nothing is
 *     compared
 * @param signals in the model's order; the score is the last
 */
public record DriftView(
    long now,
    String machine,
    String model,
    long windowMs,
    long openSince,
    boolean referenceKnown,
    List<SignalView> signals) {

  /**
   * A signal, or the score.
   *
   * @param called what people call it; missing where nothing is known
   * @param verdict {@code drifted}, {@code steady} or {@code too few readings}
   * @param latest the last comparison; missing before there was one
   * @param distribution then and now; missing before the model's has come
   * @param course finished windows, oldest first
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record SignalView(
      String name,
      String called,
      String verdict,
      Latest latest,
      Distribution distribution,
      List<Point> course) {}

  /**
   * A comparison: population stability index, Kolmogorov–Smirnov statistic and Jensen–Shannon
   * divergence in bits, each with the limit above which it is a shift.
   *
   * @param readings compared
   * @param independent what these are worth as independent ones
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Latest(
      long readings,
      Double independent,
      Double psi,
      Double psiLimit,
      Double ks,
      Double ksLimit,
      Double js,
      Double jsLimit) {
    static Latest of(Finding finding) {
      return finding == null
          ? null
          : new Latest(
              finding.readings(),
              number(finding.independent()),
              number(finding.psi()),
              number(finding.psiLimit()),
              number(finding.ks()),
              number(finding.ksLimit()),
              number(finding.js()),
              number(finding.jsLimit()));
    }
  }

  /**
   * A finished window.
   *
   * @param from its start, epoch milliseconds
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Point(long from, String verdict, long readings, Double psi, Double ks, Double js) {}

  static DriftView of(
      MachineId machine,
      MachineDescription described,
      ModelDrift drift,
      DriftStore.History history,
      long now) {
    List<SignalView> signals = new ArrayList<>();
    ModelBoard.states(drift)
        .forEach(
            (name, state) ->
                signals.add(signal(name, described.signal(name).name(), state, history)));
    return new DriftView(
        now,
        machine.toString(),
        drift.model(),
        drift.windowMs(),
        drift.openSince(),
        drift.referenceKnown(),
        signals);
  }

  private static SignalView signal(
      String name, String called, SignalState state, DriftStore.History history) {
    Optional<Reference> reference = history.reference().map(known -> reference(known, name));
    return new SignalView(
        name,
        called.isEmpty() ? null : called,
        state.verdict().text(),
        Latest.of(state.latest()),
        reference.map(known -> Distribution.of(known, live(name, history.windows()))).orElse(null),
        history.course().stream()
            .map(point -> point(name, point))
            .filter(Objects::nonNull)
            .toList());
  }

  private static Reference reference(ModelReference reference, String name) {
    return name.equals(ModelBoard.SCORE) ? reference.score() : reference.signals().get(name);
  }

  private static KllSketch live(String name, List<WindowSketches> windows) {
    KllSketch live = new KllSketch(0);
    for (WindowSketches window : windows) {
      KllSketch part = name.equals(ModelBoard.SCORE) ? window.score() : window.signals().get(name);
      if (part != null) {
        live.merge(part);
      }
    }
    return live;
  }

  private static Point point(String name, DriftPoint point) {
    DriftPoint.Values values =
        name.equals(ModelBoard.SCORE) ? point.score() : point.signals().get(name);
    return values == null
        ? null
        : new Point(
            point.from(),
            values.verdict().text(),
            values.readings(),
            number(values.psi()),
            number(values.ks()),
            number(values.js()));
  }

  private static Double number(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
