package fettle.ops.bench.footprint;

/**
 * What one program took, started in one way.
 *
 * @param firstMessageMs from the process' start to its first message that the hub took, to the
 *     first one of the gateway's in the store, or to the dashboard's first frame
 * @param idleKb resident memory once it works, with next to nothing to do
 * @param loadKb resident memory after some time under load
 * @param cpuShare of one processor, under load
 */
record Footprint(String label, double firstMessageMs, long idleKb, long loadKb, double cpuShare) {
  static final String HEAD =
      "%-16s %16s %10s %10s %8s".formatted("", "first message", "idle", "load", "CPU");

  @Override
  public String toString() {
    return "%-16s %13.0f ms %7d MB %7d MB %6.1f %%"
        .formatted(label, firstMessageMs, idleKb >> 10, loadKb >> 10, 100 * cpuShare);
  }

  /** As shares of another one's figures. */
  String comparedWith(Footprint other) {
    return "%-16s %16.2f %10.2f %10.2f %8.2f"
        .formatted(
            label + " / " + other.label,
            firstMessageMs / other.firstMessageMs,
            (double) idleKb / other.idleKb,
            (double) loadKb / other.loadKb,
            cpuShare / other.cpuShare);
  }
}
