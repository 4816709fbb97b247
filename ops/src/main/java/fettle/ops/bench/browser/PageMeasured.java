package fettle.ops.bench.browser;

/**
 * What a page did and took.
 *
 * @param seconds measured
 * @param framesPerSecond that the browser offered to scripts
 * @param redrawsPerSecond of each chart
 * @param mainThread share of the time that the page's main thread worked
 * @param renderer processors that renderers used
 * @param gpu processors that the browser's graphics process used
 * @param longTasks of 50 ms and more
 * @param longestMs the longest of them, 0 when there was none
 * @param heapBegin bytes after a collection, at the beginning
 * @param heapEnd bytes after a collection, at the end
 * @param heapSlope bytes a second by which the heap grew, after collections
 */
record PageMeasured(
    double seconds,
    double framesPerSecond,
    double redrawsPerSecond,
    double mainThread,
    double renderer,
    double gpu,
    int longTasks,
    double longestMs,
    double heapBegin,
    double heapEnd,
    double heapSlope) {
  private static final double KB = 1_000;
  private static final double MB = 1_000_000;

  static final String HEAD =
      "%-11s %6s %10s %12s %10s %8s %18s %16s"
          .formatted(
              "",
              "fps",
              "redraws/s",
              "main thread",
              "renderer",
              "GPU",
              "long tasks",
              "heap, its slope");

  String row(String name) {
    return "%-11s %6.1f %10.1f %10.1f %% %8.1f %% %6.1f %% %6d, %6.0f ms %5.1f MB, %+.1f kB/min"
        .formatted(
            name,
            framesPerSecond,
            redrawsPerSecond,
            100 * mainThread,
            100 * renderer,
            100 * gpu,
            longTasks,
            longestMs,
            heapEnd / MB,
            60 * heapSlope / KB);
  }

  String ratios(PageMeasured bare) {
    return "%-11s %6.2f %10.2f %12.2f %10.2f"
        .formatted(
            "ratio",
            framesPerSecond / bare.framesPerSecond,
            redrawsPerSecond / bare.redrawsPerSecond,
            mainThread / bare.mainThread,
            renderer / bare.renderer);
  }
}
