package fettle.ops.demo;

import java.util.List;
import java.util.function.ToLongFunction;

/** The summary of a replay, one line a machine. */
final class CountTable {
  private static final String ROW = "%-24s %9s %9s %9s %9s %9s %9s %9s %9s %9s %9s %s";

  private CountTable() {}

  static void print(List<MachineCounts> counts, long rejected, Console console) {
    console.line("");
    console.line(
        ROW.formatted(
            "machine",
            "read",
            "sent",
            "scored",
            "unscored",
            "rejected",
            "hub",
            "lake",
            "rollups",
            "late",
            "repeats",
            ""));
    for (MachineCounts count : counts) {
      console.line(row(count.machine(), List.of(count), count.agree() ? "" : "<- differs"));
    }
    console.line(row("all", counts, ""));
    console.line("messages that the gateway rejected: " + rejected);
    console.line("");
  }

  private static String row(String name, List<MachineCounts> counts, String remark) {
    return ROW.formatted(
            name,
            sum(counts, MachineCounts::read),
            sum(counts, MachineCounts::sent),
            sum(counts, MachineCounts::scored),
            sum(counts, MachineCounts::unscored),
            sum(counts, MachineCounts::rejected),
            sum(counts, MachineCounts::hub),
            sum(counts, MachineCounts::lake),
            sum(counts, MachineCounts::rollups),
            sum(counts, MachineCounts::lateOrFuture),
            sum(counts, MachineCounts::repeats),
            remark)
        .stripTrailing();
  }

  private static long sum(List<MachineCounts> counts, ToLongFunction<MachineCounts> column) {
    return counts.stream().mapToLong(column).sum();
  }
}
