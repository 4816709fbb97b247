package fettle.ops.bench.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Measures a page that draws, for a while. */
final class PageMeter {
  /** Counts what the page does, from before its first script on. */
  static final String COUNTERS =
      """
      (() => {
        window.meter = { frames: 0, redraws: 0, longTasks: 0, longest: 0 };
        const frame = () => { meter.frames++; requestAnimationFrame(frame); };
        requestAnimationFrame(frame);
        new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => {
          meter.longTasks++;
          meter.longest = Math.max(meter.longest, duration);
        })).observe({ type: 'longtask' });
        // a chart clears its canvas once for each time that it draws
        const clear = CanvasRenderingContext2D.prototype.clearRect;
        CanvasRenderingContext2D.prototype.clearRect = function (...area) {
          meter.redraws++;
          return clear.apply(this, area);
        };
      })()
      """;

  private static final int SAMPLES = 20;
  private static final long LEAST_SAMPLE_MS = 2_000;

  private final Chromium chromium;

  PageMeter(Chromium chromium) {
    this.chromium = chromium;
  }

  /** A moment's counts. */
  private record Moment(
      double seconds, JsonNode counts, double mainThread, Map<String, Double> cpu) {}

  PageMeasured measure(BrowserPage page, int charts, Duration time) throws InterruptedException {
    List<double[]> heap = new ArrayList<>();
    page.evaluate("Object.assign(meter, { longTasks: 0, longest: 0 })");
    Moment begin = moment(page);
    long sampleMs = Math.max(LEAST_SAMPLE_MS, time.toMillis() / SAMPLES);
    heap.add(new double[] {0, page.heap()});
    while (heap.getLast()[0] < time.toSeconds()) {
      TimeUnit.MILLISECONDS.sleep(sampleMs);
      heap.add(new double[] {now() - begin.seconds(), page.heap()});
    }
    Moment end = moment(page);
    double seconds = end.seconds() - begin.seconds();
    return new PageMeasured(
        seconds,
        counted(begin, end, "frames") / seconds,
        counted(begin, end, "redraws") / seconds / charts,
        (end.mainThread() - begin.mainThread()) / seconds,
        cpu(begin, end, "renderer") / seconds,
        cpu(begin, end, "GPU") / seconds,
        end.counts().path("longTasks").asInt(),
        end.counts().path("longest").asDouble(),
        heap.getFirst()[1],
        heap.getLast()[1],
        Slope.of(heap));
  }

  private Moment moment(BrowserPage page) throws InterruptedException {
    return new Moment(
        now(), page.evaluate("meter"), page.metric("TaskDuration"), chromium.cpuSeconds());
  }

  private static double counted(Moment begin, Moment end, String name) {
    return end.counts().path(name).asDouble() - begin.counts().path(name).asDouble();
  }

  private static double cpu(Moment begin, Moment end, String kind) {
    return end.cpu().getOrDefault(kind, 0.0) - begin.cpu().getOrDefault(kind, 0.0);
  }

  private static double now() {
    return System.nanoTime() / 1e9;
  }
}
