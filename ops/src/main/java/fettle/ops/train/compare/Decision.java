package fettle.ops.train.compare;

import fettle.ops.train.compare.Evidence.Block;
import fettle.ops.train.compare.Evidence.Machine;
import fettle.ops.train.compare.Evidence.Pair;
import fettle.ops.train.compare.Verdict.Figures;
import fettle.ops.train.compare.Verdict.Gain;
import fettle.ops.train.compare.Verdict.Outcome;
import fettle.ops.train.reference.Evaluation;
import java.util.ArrayList;
import java.util.List;

/**
 * The rule by which a candidate is put in use, as the package's documentation says it. Both models
 * are drawn together, block by block, so what is hard in a block is hard for both; one that is just
 * as good as the model in use is put in its place in at most one of forty comparisons.
 */
final class Decision {
  /** With fewer blocks to draw from, an interval says little. */
  static final int LEAST_BLOCKS = 10;

  /** Of F1, or of the alarm rate's distance from its promise: less is not worth a new model. */
  static final double LEAST_GAIN = 0.01;

  /** Share of jumps that a model must see to count as one that sees. */
  static final double LEAST_SEEN = 0.25;

  private static final String F1 = "F1";
  private static final String DISTANCE = "distance of the alarm rate from what was promised";

  private final Evidence evidence;
  private final Units units;
  private final List<String> notes = new ArrayList<>();

  private Decision(Evidence evidence) {
    this.evidence = evidence;
    this.units = Units.of(evidence.machines());
  }

  static Verdict of(Evidence evidence) {
    return new Decision(evidence).decide();
  }

  private Verdict decide() {
    if (!evidence.lost().isEmpty()) {
      return plain(Outcome.NOT_BETTER, VerdictText.lost(evidence));
    }
    if (evidence.spacing() != null) {
      return plain(Outcome.UNDECIDED, evidence.spacing());
    }
    note("wants, and that no longer arrive", evidence.missing());
    note("watches, and the candidate does not", evidence.unwatched());
    if (evidence.scoredInUse() == 0 && evidence.scored() > 0) {
      return plain(Outcome.BETTER, VerdictText.replaced(evidence));
    }
    if (units.count() < LEAST_BLOCKS) {
      return plain(Outcome.UNDECIDED, VerdictText.tooLittle(evidence, units.count()));
    }
    Evaluation all = units.sum(Block::candidate);
    long anomalous = all.truePositive() + all.falseNegative();
    if (anomalous == 0) {
      return byAlarms();
    }
    return anomalous == all.rows()
        ? plain(Outcome.UNDECIDED, VerdictText.onlyAnomalous(all.rows()))
        : byLabels();
  }

  private Verdict byLabels() {
    Gain gain = units.gainOfF1();
    Outcome outcome = isClear(gain) ? Outcome.BETTER : Outcome.NOT_BETTER;
    Figures candidate = units.figures(Block::candidate, Pair::candidate, true);
    Figures inUse = units.figures(Block::inUse, Pair::inUse, true);
    return measured(
        outcome,
        VerdictText.byLabels(evidence, outcome, rows(), candidate, inUse, gain),
        F1,
        candidate,
        inUse,
        gain);
  }

  private Verdict byAlarms() {
    boolean labelled = evidence.machines().stream().allMatch(Machine::labelled);
    Figures candidate = units.figures(Block::candidate, Pair::candidate, labelled);
    Figures inUse = units.figures(Block::inUse, Pair::inUse, labelled);
    Gain gain = units.gainOfDistance();
    String doubt = isClear(gain) ? doubt() : null;
    Outcome outcome = isClear(gain) && doubt == null ? Outcome.BETTER : Outcome.NOT_BETTER;
    return measured(
        outcome,
        VerdictText.byAlarms(
            evidence, isClear(gain), rows(), labelled, candidate, inUse, gain, doubt),
        DISTANCE,
        candidate,
        inUse,
        gain);
  }

  /** What alarm rates alone do not tell of the candidate; {@code null} = nothing. */
  private String doubt() {
    if (!evidence.unwatched().isEmpty()) {
      return VerdictText.unwatched(evidence.unwatched());
    }
    return evidence.seen() < LEAST_SEEN ? VerdictText.blind(evidence.seen()) : null;
  }

  private static boolean isClear(Gain gain) {
    return gain.low() > 0 && gain.value() >= LEAST_GAIN;
  }

  private long rows() {
    return units.sum(Block::candidate).rows();
  }

  private void note(String what, List<String> signals) {
    if (!signals.isEmpty()) {
      notes.add(
          "signals that %s %s: %s".formatted(evidence.inUse(), what, String.join(", ", signals)));
    }
  }

  private Verdict plain(Outcome outcome, String sentence) {
    return Verdict.unmeasured(evidence.candidate(), evidence.inUse(), outcome, sentence, notes);
  }

  private Verdict measured(
      Outcome outcome,
      String sentence,
      String measure,
      Figures candidate,
      Figures inUse,
      Gain gain) {
    return new Verdict(
        evidence.candidate(),
        evidence.inUse(),
        outcome,
        sentence,
        measure,
        rows(),
        candidate,
        inUse,
        gain,
        notes);
  }
}
