package fettle.ops.train.compare;

import fettle.ops.statistics.Bootstrap;
import fettle.ops.train.compare.Evidence.Block;
import fettle.ops.train.compare.Evidence.Machine;
import fettle.ops.train.compare.Evidence.Pair;
import fettle.ops.train.compare.Verdict.Figures;
import fettle.ops.train.compare.Verdict.Gain;
import fettle.ops.train.reference.Evaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Blocks of all machines, drawn and measured together. */
final class Units {
  private final List<Unit> units;

  /** A block with the machine it is of. */
  private record Unit(int machine, Machine of, Block block) {}

  private Units(List<Unit> units) {
    this.units = units;
  }

  static Units of(List<Machine> machines) {
    List<Unit> units = new ArrayList<>();
    for (int m = 0; m < machines.size(); m++) {
      for (Block block : machines.get(m).blocks()) {
        units.add(new Unit(m, machines.get(m), block));
      }
    }
    return new Units(units);
  }

  int count() {
    return units.size();
  }

  /** All rows, as one of the models judges them. */
  Evaluation sum(Function<Block, Evaluation> model) {
    long truePositive = 0;
    long falsePositive = 0;
    long falseNegative = 0;
    long trueNegative = 0;
    for (Unit unit : units) { // a resampling comes here thousands of times
      Evaluation block = model.apply(unit.block());
      truePositive += block.truePositive();
      falsePositive += block.falsePositive();
      falseNegative += block.falseNegative();
      trueNegative += block.trueNegative();
    }
    return new Evaluation(truePositive, falsePositive, falseNegative, trueNegative);
  }

  /** What the candidate's F1 is above that of the model in use. */
  Gain gainOfF1() {
    return gain(drawn -> drawn.sum(Block::candidate).f1() - drawn.sum(Block::inUse).f1());
  }

  /** What the candidate is nearer to its promise than the model in use. */
  Gain gainOfDistance() {
    return gain(
        drawn ->
            drawn.distance(Block::inUse, Pair::inUse)
                - drawn.distance(Block::candidate, Pair::candidate));
  }

  private Gain gain(ToDoubleFunction<Units> measure) {
    Bootstrap.Interval interval =
        Bootstrap.interval(units, drawn -> measure.applyAsDouble(new Units(drawn)));
    return new Gain(measure.applyAsDouble(this), interval.low(), interval.high());
  }

  /**
   * How far alarm rates are from what was promised: the mean over machines, weighted by rows, so
   * that one that is quiet hides no other.
   */
  private double distance(Function<Block, Evaluation> model, ToDoubleFunction<Pair> promise) {
    int machines = 0;
    for (Unit unit : units) {
      machines = Math.max(machines, unit.machine() + 1);
    }
    double[] beyond = new double[machines];
    long rows = 0;
    for (Unit unit : units) {
      Evaluation made = model.apply(unit.block());
      beyond[unit.machine()] +=
          made.truePositive()
              + made.falsePositive()
              - promise.applyAsDouble(unit.of().promised()) * made.rows();
      rows += made.rows();
    }
    double sum = 0;
    for (double machine : beyond) {
      sum += Math.abs(machine);
    }
    return sum / rows;
  }

  /**
   * A model's figures.
   *
   * @param labelled whether it is known which rows are healthy
   */
  Figures figures(
      Function<Block, Evaluation> model, ToDoubleFunction<Pair> promise, boolean labelled) {
    Evaluation sum = sum(model);
    boolean faults = sum.truePositive() + sum.falseNegative() > 0;
    double promised = 0;
    for (Unit unit : units) {
      promised += promise.applyAsDouble(unit.of().promised()) * model.apply(unit.block()).rows();
    }
    return new Figures(
        faults ? sum.f1() : null,
        labelled ? sum.falseAlarmRate() : null,
        faults ? sum.missedAlarmRate() : null,
        (double) (sum.truePositive() + sum.falsePositive()) / sum.rows(),
        promised / sum.rows());
  }
}
