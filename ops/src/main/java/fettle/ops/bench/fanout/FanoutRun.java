package fettle.ops.bench.fanout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fettle.ops.Failure;
import fettle.ops.bench.Usage;
import fettle.ops.process.Processes;
import fettle.ops.process.RedisServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Measures one server: Redis, changes, the server and its viewers, then the clock. */
final class FanoutRun {
  private final FanoutShape shape;
  private final Duration warmUp;
  private final Duration duration;
  private final String heap;
  private final String bind;
  private final Path folder;

  FanoutRun(
      FanoutShape shape,
      Duration warmUp,
      Duration duration,
      String heap,
      String bind,
      Path folder) {
    this.shape = shape;
    this.warmUp = warmUp;
    this.duration = duration;
    this.heap = heap;
    this.bind = bind;
    this.folder = folder;
  }

  FanoutMeasured measure(Server server) throws IOException, InterruptedException {
    try (RedisServer redis = RedisServer.start(folder, bind);
        Changes changes = new Changes(shape, redis.uri())) {
      changes.prepare();
      List<String> options = List.of("-Xmx" + heap);
      try (ServerProcess running =
          ServerProcess.start(server, shape, options, redis.uri(), bind, folder)) {
        long empty = residentKb(running.process());
        changes.start();
        FanoutMeasured measured = watch(server, running, redis, empty);
        if (changes.failed() > 0) {
          throw new Failure("Redis did not take %,d changes".formatted(changes.failed()));
        }
        return measured;
      }
    }
  }

  private FanoutMeasured watch(Server server, ServerProcess running, RedisServer redis, long empty)
      throws IOException, InterruptedException {
    Process process = running.process();
    Process viewers = startViewers(server, running.url());
    try (BufferedReader output = viewers.inputReader(StandardCharsets.UTF_8);
        PrintWriter orders = new PrintWriter(viewers.outputWriter(StandardCharsets.UTF_8), true)) {
      if (!ViewersMain.READY.equals(output.readLine())) {
        throw new Failure("the viewers did not get their first news, see " + log("viewers"));
      }
      TimeUnit.MILLISECONDS.sleep(warmUp.toMillis());
      orders.println(ViewersMain.BEGIN);
      List<Usage> before = usage(server, process, redis, viewers);
      long beginKb = residentKb(process);
      long began = System.nanoTime();
      TimeUnit.MILLISECONDS.sleep(duration.toMillis());
      double seconds = (System.nanoTime() - began) / 1e9;
      List<Usage> used = new ArrayList<>();
      List<Usage> after = usage(server, process, redis, viewers);
      for (int i = 0; i < after.size(); i++) {
        used.add(after.get(i).since(before.get(i)));
      }
      long endKb = residentKb(process);
      orders.println(ViewersMain.END);
      JsonNode counted = new ObjectMapper().readTree(output.readLine());
      return new FanoutMeasured(
          seconds, counted, used.getFirst(), used.subList(1, used.size()), empty, beginKb, endKb);
    } finally {
      Processes.end(viewers);
    }
  }

  private static List<Usage> usage(
      Server server, Process process, RedisServer redis, Process viewers) {
    return List.of(
        Usage.of(server.toString(), process.toHandle()),
        Usage.of("redis", redis.handle()),
        Usage.of("viewers", viewers.toHandle()));
  }

  private Process startViewers(Server server, URI url) throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                ViewersMain.class.getName(),
                server.name(),
                url.toString(),
                Integer.toString(shape.viewers()),
                Integer.toString(shape.stalled()),
                Integer.toString(shape.machines()),
                Double.toString(shape.changesPerSecond())))
        .redirectError(log("viewers").toFile())
        .start();
  }

  private Path log(String name) {
    return folder.resolve(name + ".log");
  }

  private static long residentKb(Process process) {
    return Usage.Memory.of(process.pid()).residentKb();
  }
}
