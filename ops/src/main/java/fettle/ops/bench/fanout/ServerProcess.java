package fettle.ops.bench.fanout;

import fettle.ops.Failure;
import fettle.ops.process.FreePort;
import fettle.ops.process.Processes;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server that runs and listens. */
public final class ServerProcess implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final long POLL_MS = 100;

  private final Process process;
  private final URI url;

  private ServerProcess(Process process, URI url) {
    this.process = process;
    this.url = url;
  }

  /**
   * Starts it and waits until it listens.
   *
   * @param options of its JVM
   * @param redis address of the store
   * @param bind loopback address to listen on, at a free port
   * @param folder for its log
   */
  public static ServerProcess start(
      Server server,
      FanoutShape shape,
      List<String> options,
      String redis,
      String bind,
      Path folder)
      throws IOException, InterruptedException {
    int port = FreePort.on(bind);
    Path log = folder.resolve(server + ".log");
    Process process =
        new ProcessBuilder(server.command(shape, options, redis, bind, port))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    ServerProcess started =
        new ServerProcess(process, URI.create("http://" + bind + ":" + port + "/"));
    try {
      started.awaitUp(server, log);
      return started;
    } catch (Failure | InterruptedException e) {
      started.close();
      throw e;
    }
  }

  private void awaitUp(Server server, Path log) throws InterruptedException {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (!listens()) {
      if (process.waitFor(POLL_MS, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
        throw new Failure("the " + server + " did not start, see " + log);
      }
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  Process process() {
    return process;
  }

  public URI url() {
    return url;
  }

  @Override
  public void close() {
    Processes.end(process);
  }
}
