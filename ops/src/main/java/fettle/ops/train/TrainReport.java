package fettle.ops.train;

import fettle.ops.train.reference.Evaluation;
import fettle.ops.train.reference.TrainOutcome.Model;
import fettle.ops.train.reference.TrainOutcome.Written;
import fettle.ops.train.reference.TrainResult;
import java.io.PrintWriter;
import java.util.Locale;

/** Says what a training came to, for a person. */
public final class TrainReport {
  /** What begins a line about a machine that goes without a model. */
  public static final String NO_MODEL = "no model where ";

  private TrainReport() {}

  static void print(Written written, PrintWriter out) {
    for (Model model : written.models()) {
      TrainResult.Trained trained = model.trained();
      out.printf(
          Locale.ROOT,
          "%s:%d for %s: %d signals, window %d of %d ms, learned from %d windows,"
              + " %s, %.1f %% alarms on held-out healthy windows%s%n",
          model.name(),
          model.version(),
          String.join(", ", model.machines()),
          trained.spec().signals().size(),
          trained.spec().length(),
          trained.spec().intervalMs(),
          trained.windows(),
          trained.fit().summary(),
          100 * trained.heldOutAlarmRate(),
          rates(trained.evaluation()));
      trained.notices().forEach(notice -> out.println("  " + notice));
    }
    written.without().forEach(problem -> out.println(NO_MODEL + problem));
    if (written.models().size() > 1 && written.evaluation().rows() > 0) {
      out.println("all models" + rates(written.evaluation()));
    }
    out.println("manifest " + written.manifest());
    out.println("sha256   " + written.sha256());
    out.flush();
  }

  private static String rates(Evaluation evaluation) {
    return evaluation.rows() == 0
        ? ""
        : String.format(
            Locale.ROOT,
            "; on %d labelled rows F1 %.3f, false alarms %.1f %%, missed %.1f %%",
            evaluation.rows(),
            evaluation.f1(),
            100 * evaluation.falseAlarmRate(),
            100 * evaluation.missedAlarmRate());
  }
}
