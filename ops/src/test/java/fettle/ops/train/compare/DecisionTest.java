package fettle.ops.train.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fettle.ops.train.compare.Evidence.Block;
import fettle.ops.train.compare.Evidence.Machine;
import fettle.ops.train.compare.Evidence.Pair;
import fettle.ops.train.compare.Verdict.Outcome;
import fettle.ops.train.reference.Evaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DecisionTest {
  private static final int ROWS = 120;
  private static final Pair PROMISED = new Pair(0.01, 0.01);

  private String spacing;
  private List<String> lost = List.of();
  private List<String> unwatched = List.of();
  private List<String> missing = List.of();
  private double seen = 0.9;
  private boolean labelled;

  @Test
  void aCandidateThatFindsMoreFaultsIsBetter() {
    labelled = true;

    Verdict verdict = decide(faults(new SplittableRandom(1), 40, 0.9, 0.5));

    assertThat(verdict.outcome()).isEqualTo(Outcome.BETTER);
    assertThat(verdict.figures().f1()).isGreaterThan(verdict.figuresInUse().f1());
    assertThat(verdict.gain().low()).isPositive().isLessThan(verdict.gain().value());
    assertThat(verdict.sentence())
        .startsWith("pump:2 is clearly better than pump:1 on 4,800 labelled rows")
        .contains("F1 0.", "false alarms", "missed", "gain of F1 0.");
  }

  @Test
  void aCandidateThatFindsFewerIsNot() {
    assertThat(decide(faults(new SplittableRandom(1), 40, 0.5, 0.9)).outcome())
        .isEqualTo(Outcome.NOT_BETTER);
  }

  @Test
  void aModelWhoseInputsHaveMovedGivesWayToOneThatKeepsItsPromise() {
    Verdict verdict = decide(alarms(new SplittableRandom(1), 40, 0.012, 0.6));

    assertThat(verdict.outcome()).isEqualTo(Outcome.BETTER);
    assertThat(verdict.figures().f1()).isNull();
    assertThat(verdict.figures().promised()).isCloseTo(0.01, within(1e-9));
    assertThat(verdict.sentence())
        .contains("nearer to the alarm rate it promised than pump:1 on 4,800 rows without labels")
        .contains("(promised 1.0 %)");
  }

  @Test
  void aCandidateThatRaisesAlarmsAllTheTimeIsNotBetter() {
    assertThat(decide(alarms(new SplittableRandom(1), 40, 0.6, 0.012)).outcome())
        .isEqualTo(Outcome.NOT_BETTER);
  }

  @Test
  void aCandidateThatSeesNothingIsNotBetterHoweverWellItKeepsItsPromise() {
    seen = 0.05;

    Verdict verdict = decide(alarms(new SplittableRandom(1), 40, 0.012, 0.6));

    assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_BETTER);
    assertThat(verdict.sentence()).endsWith("it sees 5 % of jumps of a signal, and must see 25 %");
  }

  @Test
  void aCandidateThatWatchesFewerSignalsIsNotBetterByAlarmRatesAlone() {
    unwatched = List.of("vibration");

    Verdict verdict = decide(alarms(new SplittableRandom(1), 40, 0.012, 0.6));

    assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_BETTER);
    assertThat(verdict.sentence()).contains("it does not watch vibration");
    assertThat(verdict.notes())
        .containsExactly("signals that pump:1 watches, and the candidate does not: vibration");
  }

  @Test
  void oneMachineThatAlarmsIsNotHiddenByOthersThatAreQuiet() {
    List<Machine> machines = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(1);
    machines.add(machine("a", new Pair(0.3, 0.3), alarms(random, 20, 0.3, 0.0)));
    machines.add(machine("b", new Pair(0.3, 0.3), alarms(random, 20, 0.3, 0.6)));

    Verdict verdict = Decision.of(evidence(machines));

    assertThat(verdict.figuresInUse().alarmRate()).isBetween(0.25, 0.35);
    assertThat(verdict.outcome()).isEqualTo(Outcome.BETTER);
  }

  @Test
  void tooFewRowsDecideNothing() {
    Verdict verdict = decide(alarms(new SplittableRandom(1), 9, 0.01, 0.9));

    assertThat(verdict.outcome()).isEqualTo(Outcome.UNDECIDED);
    assertThat(verdict.sentence())
        .contains("1,080 rows are newer than what pump:2 and pump:1 learned from")
        .contains("9 whole blocks", "10 are needed");
  }

  @Test
  void rowsThatAreAllAnomalousDecideNothing() {
    Evaluation all = new Evaluation(ROWS, 0, 0, 0);
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      blocks.add(new Block(all, new Evaluation(0, 0, ROWS, 0)));
    }

    Verdict verdict = decide(blocks);

    assertThat(verdict.outcome()).isEqualTo(Outcome.UNDECIDED);
    assertThat(verdict.sentence()).contains("nothing is known of false alarms");
  }

  @Test
  void modelsForOtherSpacingsAreNotComparedByTheSameRows() {
    spacing = "one is for other readings";

    assertThat(decide(alarms(new SplittableRandom(1), 40, 0.01, 0.9)).outcome())
        .isEqualTo(Outcome.UNDECIDED);
  }

  @Test
  void aCandidateThatLacksAMachineIsNotBetter() {
    lost = List.of("pump-04");

    Verdict verdict = decide(alarms(new SplittableRandom(1), 40, 0.01, 0.9));

    assertThat(verdict.outcome()).isEqualTo(Outcome.NOT_BETTER);
    assertThat(verdict.sentence())
        .isEqualTo("pump:2 has no model for pump-04, which pump:1 serves");
  }

  @Test
  void aModelThatCanScoreNothingAnyMoreGivesWay() {
    missing = List.of("flow");
    Machine machine = new Machine("pump", PROMISED, 500, 480, 0, false, List.of());

    Verdict verdict = Decision.of(evidence(List.of(machine)));

    assertThat(verdict.outcome()).isEqualTo(Outcome.BETTER);
    assertThat(verdict.sentence())
        .isEqualTo(
            "pump:1 can score none of the 500 newest rows (they lack flow), and pump:2 scores 480 of"
                + " them");
  }

  /** Two models that err alike and apart from each other, in runs of rows as models do. */
  @Test
  void anEqualModelIsPutInUseInAtMostOneOfFortyComparisons() {
    int comparisons = 200;
    int byLabels = 0;
    int byAlarms = 0;
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < comparisons; i++) {
      labelled = true;
      byLabels += decide(faults(random, 30, 0.7, 0.7)).outcome() == Outcome.BETTER ? 1 : 0;
      labelled = false;
      byAlarms += decide(alarms(random, 30, 0.05, 0.05)).outcome() == Outcome.BETTER ? 1 : 0;
    }

    // one of forty is what the interval means; twice that is what few blocks may make of it
    assertThat((double) byLabels / comparisons).as("by labels").isBetween(0.001, 0.05);
    assertThat((double) byAlarms / comparisons).as("by alarm rates").isBetween(0.0, 0.05);
  }

  @Test
  void theSameModelIsNeverBetterThanItself() {
    List<Block> blocks =
        faults(new SplittableRandom(3), 40, 0.7, 0.7).stream()
            .map(block -> new Block(block.candidate(), block.candidate()))
            .toList();

    assertThat(decide(blocks).outcome()).isEqualTo(Outcome.NOT_BETTER);
  }

  private Verdict decide(List<Block> blocks) {
    return Decision.of(evidence(List.of(machine("pump-01", PROMISED, blocks))));
  }

  private Machine machine(String name, Pair promised, List<Block> blocks) {
    long rows = (long) blocks.size() * ROWS;
    return new Machine(name, promised, rows, rows, rows, labelled, blocks);
  }

  private Evidence evidence(List<Machine> machines) {
    return new Evidence("pump:2", "pump:1", lost, spacing, machines, unwatched, missing, seen);
  }

  /** Every third block holds a fault, of which each model finds a share that differs by block. */
  private static List<Block> faults(
      SplittableRandom random, int count, double candidate, double inUse) {
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int faulty = i % 3 == 0 ? ROWS / 2 : 0;
      blocks.add(
          new Block(
              judged(faulty, share(random, candidate), share(random, 0.03)),
              judged(faulty, share(random, inUse), share(random, 0.03))));
    }
    return blocks;
  }

  private static List<Block> alarms(
      SplittableRandom random, int count, double candidate, double inUse) {
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      blocks.add(
          new Block(judged(0, 0, share(random, candidate)), judged(0, 0, share(random, inUse))));
    }
    return blocks;
  }

  private static double share(SplittableRandom random, double mean) {
    double spread = Math.min(mean, 1 - mean);
    return mean + spread * (2 * random.nextDouble() - 1);
  }

  private static Evaluation judged(int faulty, double found, double falseAlarms) {
    long hits = Math.round(faulty * found);
    long wrong = Math.round((ROWS - faulty) * falseAlarms);
    return new Evaluation(hits, wrong, faulty - hits, ROWS - faulty - wrong);
  }
}
