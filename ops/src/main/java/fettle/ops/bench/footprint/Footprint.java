package fettle.ops.bench.footprint;

import fettle.ops.bench.Usage.Memory;
import java.util.Locale;

/**
 * What one program took, started in one way.
 *
 * @param beginning the middle of several starts
 * @param idle once it works, with next to nothing to do
 * @param load after some time under load
 * @param cpuShare of one processor, under load
 */
record Footprint(String label, Beginning beginning, Memory idle, Memory load, double cpuShare) {
  static final String HEAD =
      "%-20s %9s %9s %9s %8s %9s %9s %9s %7s"
          .formatted("", "answers", "hub", "message", "CPU", "idle", "load", "of it own", "CPU");

  @Override
  public String toString() {
    return "%-20s %6.0f ms %9s %6.0f ms %5.0f ms %6d MB %6d MB %6d MB %5.1f %%"
        .formatted(
            label,
            beginning.answersMs(),
            Double.isNaN(beginning.connectedMs())
                ? "–"
                : String.format(Locale.ROOT, "%.0f ms", beginning.connectedMs()),
            beginning.firstMessageMs(),
            beginning.cpuMs(),
            idle.residentKb() >> 10,
            load.residentKb() >> 10,
            load.ownKb() >> 10,
            100 * cpuShare);
  }

  /** As shares of another one's figures. */
  String comparedWith(Footprint other) {
    return "%-20s %9.2f %9s %9.2f %8.2f %9.2f %9.2f %9.2f %7.2f"
        .formatted(
            label + "/" + other.label,
            beginning.answersMs() / other.beginning.answersMs(),
            "",
            beginning.firstMessageMs() / other.beginning.firstMessageMs(),
            beginning.cpuMs() / other.beginning.cpuMs(),
            (double) idle.residentKb() / other.idle.residentKb(),
            (double) load.residentKb() / other.load.residentKb(),
            (double) load.ownKb() / other.load.ownKb(),
            cpuShare / other.cpuShare);
  }
}
