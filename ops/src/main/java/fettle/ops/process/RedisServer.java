package fettle.ops.process;

import fettle.ops.Failure;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import redis.embedded.core.ExecutableProvider;

/** A real Redis of its starter's own, in memory alone. */
public final class RedisServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(20);

  private final Process process;
  private final String uri;

  private RedisServer(Process process, String uri) {
    this.process = process;
    this.uri = uri;
  }

  /**
   * Starts it, and waits until it listens.
   *
   * @param folder for its program and its log
   * @param bind loopback address to listen on, at a free port
   */
  public static RedisServer start(Path folder, String bind)
      throws IOException, InterruptedException {
    int port = FreePort.on(bind);
    Path program = ExecutableProvider.newJarResourceProvider(folder.toFile()).get().toPath();
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--bind",
                bind,
                "--port",
                Integer.toString(port),
                "--save",
                "",
                "--appendonly",
                "no",
                "--maxmemory-policy",
                "noeviction")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("redis.log").toFile())
            .start();
    RedisServer redis = new RedisServer(process, "redis://" + bind + ":" + port);
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!isListening(bind, port)) {
      if (!process.isAlive() || Instant.now().isAfter(deadline)) {
        redis.close();
        throw new Failure("Redis does not start, see " + folder.resolve("redis.log"));
      }
      Thread.sleep(POLL);
    }
    return redis;
  }

  private static boolean isListening(String bind, int port) {
    try (Socket socket = new Socket(bind, port)) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }

  public String uri() {
    return uri;
  }

  public ProcessHandle handle() {
    return process.toHandle();
  }

  @Override
  public void close() {
    Processes.end(process);
  }
}
