package fettle.ops.bench.fanout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fettle.ops.Failure;
import fettle.ops.bench.FreePort;
import fettle.ops.bench.Processes;
import fettle.ops.bench.RedisServer;
import fettle.ops.bench.Usage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Measures one server: Redis, changes, the server and its viewers, then the clock. */
final class FanoutRun {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final long POLL_MS = 100;

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
      int port = FreePort.on(bind);
      Process process = start(server, redis, port);
      try {
        awaitUp(process, port, server);
        long empty = residentKb(process);
        changes.start();
        FanoutMeasured measured = watch(server, port, process, redis, empty);
        if (changes.failed() > 0) {
          throw new Failure("Redis did not take %,d changes".formatted(changes.failed()));
        }
        return measured;
      } finally {
        Processes.end(process);
      }
    }
  }

  private FanoutMeasured watch(
      Server server, int port, Process process, RedisServer redis, long empty)
      throws IOException, InterruptedException {
    Process viewers = startViewers(server, port);
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
        redis.usage(),
        Usage.of("viewers", viewers.toHandle()));
  }

  private Process start(Server server, RedisServer redis, int port) throws IOException {
    return new ProcessBuilder(server.command(shape, heap, redis.uri(), bind, port))
        .redirectErrorStream(true)
        .redirectOutput(log(server.toString()).toFile())
        .start();
  }

  private Process startViewers(Server server, int port) throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                ViewersMain.class.getName(),
                server.name(),
                "http://" + bind + ":" + port,
                Integer.toString(shape.viewers()),
                Integer.toString(shape.stalled()),
                Integer.toString(shape.machines()),
                Integer.toString(shape.changesPerSecond())))
        .redirectError(log("viewers").toFile())
        .start();
  }

  private Path log(String name) {
    return folder.resolve(name + ".log");
  }

  private void awaitUp(Process process, int port, Server server) throws InterruptedException {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (!listens(port)) {
      if (process.waitFor(POLL_MS, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
        throw new Failure("the " + server + " did not start, see " + log(server.toString()));
      }
    }
  }

  private boolean listens(int port) {
    try (Socket socket = new Socket(bind, port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  private static long residentKb(Process process) {
    return Usage.residentKb(process.pid()).orElse(0L);
  }
}
