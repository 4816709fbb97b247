package fettle.ops.bench.fanout;

import fettle.ops.Failure;
import fettle.ops.folder.Folders;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How fast changes reach how many viewers, and what that costs. */
@Command(
    name = "fanout",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "From a change in Redis to a frame in a viewer: latency, frames a second, processor time and",
      "memory of the dashboard; then the same of a plain broadcast server that sends every change",
      "as JSON text. Viewers are WebSockets of a process of its own, a share of which stalls."
    })
public final class FanoutCommand implements Callable<Integer> {
  private static final Duration WARM_UP = Duration.ofSeconds(10);

  @Spec private CommandSpec spec;

  @Option(names = "--viewers", description = "Viewers, each watching one machine.")
  private int viewers = 2_000;

  @Option(names = "--stalled", description = "Percent of them that read no more after a while.")
  private int stalled = 10;

  @Option(names = "--machines", description = "Machines of 8 signals.")
  private int machines = 50;

  @Option(names = "--rate", description = "Changes of a machine in a second.")
  private double rate = 4;

  @Option(names = "--seconds", description = "How long is measured, after ten seconds of warming.")
  private int seconds = 30;

  @Option(names = "--heap", description = "Heap of the server, as for -Xmx.")
  private String heap = "512m";

  @Option(names = "--bind", description = "Loopback address to listen on.")
  private String bind = "127.0.0.1";

  @Override
  public Integer call() throws IOException, InterruptedException {
    FanoutShape shape = FanoutShape.of(viewers, stalled, machines, rate);
    if (seconds < 1) {
      throw new Failure("--seconds must be at least 1");
    }
    say(
        "%,d viewers, %,d of them stalled, of %,d machines with %s changes a second, %d s",
        shape.viewers(), shape.stalled(), shape.machines(), shape.changesPerSecond(), seconds);
    Path folder = Files.createTempDirectory("fettle-bench");
    FanoutRun run = new FanoutRun(shape, WARM_UP, Duration.ofSeconds(seconds), heap, bind, folder);
    FanoutMeasured ours = run.measure(Server.DASHBOARD);
    say(shape, Server.DASHBOARD, ours);
    FanoutMeasured theirs = run.measure(Server.BROADCAST);
    say(shape, Server.BROADCAST, theirs);
    say(
        "ratio       %.2f times the news, %.2f times the p99, %.2f times the CPU for each",
        ours.newsPerSecond() / theirs.newsPerSecond(),
        (double) ours.p99() / Math.max(1, theirs.p99()),
        ours.microsPerNews() / theirs.microsPerNews());
    Folders.delete(folder);
    return 0;
  }

  private void say(FanoutShape shape, Server server, FanoutMeasured measured) {
    double due = (double) shape.reading() * shape.changesPerSecond();
    say("");
    say(
        "%-11s %,8.0f of %,.0f changes a second reach a viewer, after %d ms (p50), %d ms (p99),"
            + " %d ms at most; %d connections lost",
        server,
        measured.newsPerSecond(),
        due,
        measured.viewers().path("p50").asLong(),
        measured.p99(),
        measured.viewers().path("max").asLong(),
        measured.viewers().path("lost").asLong());
    say("%s", measured.server());
    say(
        "  %-12s %7.1f µs CPU each, %,.0f kB a viewer; resident %,d MB when measuring began, %,d MB"
            + " at its end",
        "",
        measured.microsPerNews(),
        measured.kbPerViewer(shape),
        measured.beginKb() >> 10,
        measured.endKb() >> 10);
    measured.others().forEach(part -> say("%s", part));
  }

  private void say(String format, Object... values) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(format.formatted(values));
    out.flush();
  }
}
