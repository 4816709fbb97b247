package fettle.ops.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.ops.statistics.Bootstrap;
import fettle.ops.train.reference.Evaluation;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What SKAB's protocol came to, for people and for programs. */
final class SkabReport {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ROW = "%-22s %6s %6s %7s %7s %9s %11s %9s%n";

  private final SkabProtocol protocol;

  /**
   * @param judgements one a run
   */
  record Result(Candidate candidate, List<Judgement> judgements) {
    Judgement pooled() {
      return Judgement.pooled(judgements);
    }

    Bootstrap.Interval interval(ToDoubleFunction<Evaluation> measure) {
      return Bootstrap.interval(
          judgements, drawn -> measure.applyAsDouble(Judgement.pooled(drawn).counts()));
    }
  }

  SkabReport(SkabProtocol protocol) {
    this.protocol = protocol;
  }

  void print(List<Result> results, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%d files; the first %d rows of each are learned from without labels, %,d rows are tested%n",
        protocol.runs().size(),
        SkabProtocol.TRAINING_ROWS,
        protocol.testedRows());
    protocol.leftOut().forEach(line -> out.println("left out: " + line));
    for (Result result : results) {
      print(result, out);
    }
    out.println();
    out.println("pooled over all files, with 95 % intervals over files");
    out.printf("%-22s %-22s %-22s %-22s%n", "", "F1", "FAR %", "MAR %");
    for (Result result : results) {
      Evaluation counts = result.pooled().counts();
      out.printf(
          "%-22s %-22s %-22s %-22s%n",
          result.candidate().name(),
          within("%.3f", counts.f1(), 1, result.interval(Evaluation::f1)),
          within("%.1f", counts.falseAlarmRate(), 100, result.interval(Evaluation::falseAlarmRate)),
          within(
              "%.1f", counts.missedAlarmRate(), 100, result.interval(Evaluation::missedAlarmRate)));
    }
    out.println();
    out.println("published, on all 34 files of the benchmark");
    for (Published row : Published.LEADERBOARD) {
      out.printf(
          Locale.ROOT,
          "%-22s %-22.2f %-22.2f %-22.2f%n",
          row.detector(),
          row.f1(),
          row.falseAlarms(),
          row.missed());
    }
    out.flush();
  }

  private void print(Result result, PrintWriter out) {
    out.println();
    out.printf(
        "trainer %s, windows of %d%n", result.candidate().name(), result.candidate().window());
    head("file", out);
    for (int i = 0; i < result.judgements().size(); i++) {
      row(protocol.runs().get(i).name(), result.judgements().get(i), out);
    }
    row("pooled (delay: median)", result.pooled(), out);
  }

  static void head(String first, PrintWriter out) {
    out.printf(ROW, first, "rows", "F1", "FAR %", "MAR %", "delay s", "undetected", "unscored");
  }

  static void row(String name, Judgement judgement, PrintWriter out) {
    Evaluation counts = judgement.counts();
    double delay = judgement.medianDelay();
    out.printf(
        ROW,
        name,
        counts.rows(),
        "%.3f".formatted(counts.f1()),
        "%.1f".formatted(100 * counts.falseAlarmRate()),
        "%.1f".formatted(100 * counts.missedAlarmRate()),
        Double.isNaN(delay) ? "–" : "%.0f".formatted(delay),
        "%d of %d".formatted(judgement.undetected(), judgement.detections().size()),
        judgement.unscored());
  }

  private static String within(
      String number, double value, double factor, Bootstrap.Interval interval) {
    String format = number + " (" + number + " to " + number + ")";
    return format.formatted(factor * value, factor * interval.low(), factor * interval.high());
  }

  ObjectNode json(List<Result> results) {
    ObjectNode root = JSON.createObjectNode();
    root.put("protocol", "SKAB outlier detection");
    root.put("trainingRows", SkabProtocol.TRAINING_ROWS);
    ArrayNode trainers = root.putArray("trainers");
    for (Result result : results) {
      ObjectNode trainer = trainers.addObject();
      trainer.put("trainer", result.candidate().name());
      trainer.put("window", result.candidate().window());
      ArrayNode files = trainer.putArray("files");
      for (int i = 0; i < result.judgements().size(); i++) {
        ObjectNode file = files.addObject();
        file.put("file", protocol.runs().get(i).name());
        put(file, result.judgements().get(i));
      }
      ObjectNode pooled = trainer.putObject("pooled");
      put(pooled, result.pooled());
      put(pooled, "f1Interval", result.interval(Evaluation::f1));
      put(pooled, "falseAlarmRateInterval", result.interval(Evaluation::falseAlarmRate));
      put(pooled, "missedAlarmRateInterval", result.interval(Evaluation::missedAlarmRate));
    }
    ArrayNode published = root.putArray("published");
    for (Published row : Published.LEADERBOARD) {
      published
          .addObject()
          .put("detector", row.detector())
          .put("f1", row.f1())
          .put("falseAlarmRate", row.falseAlarms() / 100)
          .put("missedAlarmRate", row.missed() / 100);
    }
    return root;
  }

  private static void put(ObjectNode node, String name, Bootstrap.Interval interval) {
    node.putArray(name).add(interval.low()).add(interval.high());
  }

  static void put(ObjectNode node, Judgement judgement) {
    Evaluation counts = judgement.counts();
    node.put("rows", counts.rows());
    node.put("truePositive", counts.truePositive());
    node.put("falsePositive", counts.falsePositive());
    node.put("falseNegative", counts.falseNegative());
    node.put("trueNegative", counts.trueNegative());
    node.put("f1", counts.f1());
    node.put("falseAlarmRate", counts.falseAlarmRate());
    node.put("missedAlarmRate", counts.missedAlarmRate());
    node.put("unscored", judgement.unscored());
    node.put("undetected", judgement.undetected());
    ArrayNode detections = node.putArray("detections");
    for (Judgement.Detection detection : judgement.detections()) {
      ObjectNode entry = detections.addObject().put("begin", detection.begin());
      if (detection.delayMs().isPresent()) {
        entry.put("delayMs", detection.delayMs().getAsLong());
      } else {
        entry.putNull("delayMs");
      }
    }
  }
}
