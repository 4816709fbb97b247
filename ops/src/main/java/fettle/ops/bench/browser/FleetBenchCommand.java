package fettle.ops.bench.browser;

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
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How fast the page of all machines answers a person. */
@Command(
    name = "fleet",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "The page of all machines in Chromium, while they change: from what a person does to the next",
      "paint, and to the paint of the server's answer; typing, filtering, scrolling, the keyboard."
    })
public final class FleetBenchCommand implements Callable<Integer> {
  private static final int WIDTH = 1400;
  private static final int HEIGHT = 900;

  @Spec private CommandSpec spec;

  @Option(names = "--machines", description = "Machines.")
  private int machines = 10_000;

  @Option(names = "--every", description = "Seconds between two changes of a machine.")
  private int every = 20;

  @Option(names = "--times", description = "How often each thing is done.")
  private int times = 20;

  @Option(names = "--bind", description = "Loopback address to listen on.")
  private String bind = "127.0.0.1";

  @Override
  public Integer call() throws IOException, InterruptedException {
    FanoutShape shape = FanoutShape.of(1, 0, machines, 1.0 / every);
    say("%,d machines that change every %d s; %s", machines, every, Load.now());
    Path folder = Files.createTempDirectory("fettle-bench");
    try (Chromium chromium = Chromium.start(folder, WIDTH, HEIGHT);
        RedisServer redis = RedisServer.start(folder, bind);
        Changes changes = new Changes(shape, redis.uri())) {
      changes.prepare();
      try (ServerProcess server =
          ServerProcess.start(
              Server.DASHBOARD, shape, List.of("-Xmx512m"), redis.uri(), bind, folder)) {
        changes.start();
        measure(chromium, server.url().toString());
      }
    }
    Folders.delete(folder);
    return 0;
  }

  private void measure(Chromium chromium, String url) throws InterruptedException {
    try (BrowserPage page = chromium.open(url, FleetPage.WATCH)) {
      FleetPage fleet = new FleetPage(page, times);
      fleet.awaitRows(machines);
      say("%-22s %-42s   %s", "", "to the next paint", "to the paint of the answer");
      say("%s", fleet.search());
      say("%s", fleet.filter());
      say("%s", fleet.sort());
      say("%s", fleet.scroll());
      say("%s", fleet.keyboard());
      say("%s", fleet.work());
      say("%s", Load.now());
    }
  }

  private void say(String format, Object... values) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(format.formatted(values));
    out.flush();
  }
}
