package fettle.ops.bench.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The least that draws the same: uPlot alone, with made-up values, no connection and nothing around
 * it. What Fettle's page takes beyond it is the price of being Fettle's page.
 */
final class BarePlots {
  private static final String LIBRARY =
      "/META-INF/resources/webjars/uplot/1.6.30/dist/uPlot.iife.min.js";

  private BarePlots() {}

  /** A script that fills an empty page with charts and goes on redrawing them. */
  static String script(int charts, int curves, int points, double redrawsPerSecond) {
    return library()
        + """
        ;(() => {
          document.body.style.cssText = 'margin: 24px; display: grid; grid-template-columns: 1fr 1fr; gap: 16px';
          const seconds = () => Date.now() / 1000;
          const values = () => [
            Array.from({ length: %2$d }, (_, i) => seconds() - (%2$d - i)),
            ...Array.from({ length: %3$d }, (_, curve) => Array.from({ length: %2$d }, (_, i) => Math.sin(seconds() + i / 9 + curve) * 5)),
          ];
          const series = [{}, ...Array.from({ length: %3$d }, () => ({ stroke: '#2265c4', width: 1.5, points: { show: false } }))];
          const plots = Array.from({ length: %1$d }, () => new uPlot({ width: 600, height: 168, legend: { show: false }, series }, values(), document.body));
          setInterval(() => plots.forEach((plot) => plot.setData(values())), %4$d);
        })()
        """
            .formatted(charts, points, curves, Math.round(1_000 / redrawsPerSecond));
  }

  private static String library() {
    try (InputStream bytes = BarePlots.class.getResourceAsStream(LIBRARY)) {
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + LIBRARY, e);
    }
  }
}
