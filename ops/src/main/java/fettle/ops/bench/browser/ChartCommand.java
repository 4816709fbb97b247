package fettle.ops.bench.browser;

import fettle.ops.Failure;
import fettle.ops.bench.fanout.Changes;
import fettle.ops.bench.fanout.FanoutShape;
import fettle.ops.bench.fanout.Server;
import fettle.ops.bench.fanout.ServerProcess;
import fettle.ops.folder.Folders;
import fettle.ops.process.RedisServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What a machine's live charts take of a browser. */
@Command(
    name = "chart",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "A machine's page in Chromium, live: frames a second, the main thread's and the processors'",
      "time, and whether memory grows; then the same of uPlot alone, redrawn as often with as many",
      "values. Eight signals, each a band from minimum to maximum with a line in it."
    })
public final class ChartCommand implements Callable<Integer> {
  private static final Duration WARM_UP = Duration.ofSeconds(15);
  private static final int WIDTH = 1400;
  private static final int HEIGHT = 1800;

  /** Buckets in the page's view of two minutes. */
  private static final int POINTS = 120;

  private static final int CURVES = 2;
  private static final int SIGNALS = FanoutShape.SIGNALS.size();

  @Spec private CommandSpec spec;

  @Option(names = "--rate", description = "Readings of the machine in a second, and frames.")
  private int rate = 10;

  @Option(names = "--seconds", description = "How long each page is measured, after warming.")
  private int seconds = 600;

  @Option(names = "--bind", description = "Loopback address to listen on.")
  private String bind = "127.0.0.1";

  @Override
  public Integer call() throws IOException, InterruptedException {
    FanoutShape shape = FanoutShape.of(1, 0, 1, rate);
    if (seconds < 10) {
      throw new Failure("--seconds must be at least 10");
    }
    say("%d charts, %d readings a second, %,d s a page; %s", SIGNALS, rate, seconds, Load.now());
    Path folder = Files.createTempDirectory("fettle-bench");
    try (Chromium chromium = Chromium.start(folder, WIDTH, HEIGHT)) {
      PageMeasured ours = measureOurs(shape, chromium, folder);
      PageMeasured bare = measureBare(chromium, ours.redrawsPerSecond());
      say("");
      say("%s", PageMeasured.HEAD);
      say("%s", ours.row("Fettle"));
      say("%s", bare.row("bare uPlot"));
      say("%s", ours.ratios(bare));
      say("%s", Load.now());
    }
    Folders.delete(folder);
    return 0;
  }

  private PageMeasured measureOurs(FanoutShape shape, Chromium chromium, Path folder)
      throws IOException, InterruptedException {
    List<String> options =
        List.of("-Xmx512m", "-Ddashboard.live.frame-every=" + 1000 / rate + "ms");
    try (RedisServer redis = RedisServer.start(folder, bind);
        Changes changes = new Changes(shape, redis.uri())) {
      changes.prepare();
      try (ServerProcess server =
          ServerProcess.start(Server.DASHBOARD, shape, options, redis.uri(), bind, folder)) {
        changes.start();
        String url = server.url().resolve("machines/" + shape.machine(0)).toString();
        try (BrowserPage page = chromium.open(url, PageMeter.COUNTERS)) {
          // the score's chart besides
          page.await(
              "document.querySelectorAll('.plot canvas').length === " + (SIGNALS + 1),
              "the charts");
          return measure(chromium, page, SIGNALS + 1);
        }
      }
    }
  }

  private PageMeasured measureBare(Chromium chromium, double redrawsPerSecond)
      throws InterruptedException {
    try (BrowserPage page = chromium.open("about:blank", PageMeter.COUNTERS)) {
      page.await("window.meter", "the page");
      page.evaluate(BarePlots.script(SIGNALS + 1, CURVES, POINTS, redrawsPerSecond));
      return measure(chromium, page, SIGNALS + 1);
    }
  }

  private PageMeasured measure(Chromium chromium, BrowserPage page, int charts)
      throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(WARM_UP.toMillis());
    return new PageMeter(chromium).measure(page, charts, Duration.ofSeconds(seconds));
  }

  private void say(String format, Object... values) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(format.formatted(values));
    out.flush();
  }
}
