package fettle.ops.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import redis.embedded.RedisServer;

/** A real Redis on a free port, which can be taken away and brought back. */
public final class RealRedis implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  private final Path folder;
  private final int port;
  private RedisServer server;

  private RealRedis(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  public static RealRedis start(Path folder) throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
      RealRedis redis = new RealRedis(folder, socket.getLocalPort());
      socket.close();
      redis.comeBack();
      return redis;
    }
  }

  public String url() {
    return "redis://" + LOOPBACK + ":" + port;
  }

  /** Takes it away; what it holds stays on disk. */
  public void goAway() throws IOException {
    server.stop();
  }

  public void comeBack() throws IOException {
    server =
        RedisServer.newRedisServer()
            .bind(LOOPBACK)
            .port(port)
            .setting("dir " + folder)
            .setting("appendonly yes")
            .setting("appendfsync always")
            .setting("save \"\"")
            .build();
    server.start();
  }

  /** Another connection to it. */
  public PipelineStore store() {
    return new PipelineStore(url());
  }

  /** For what other threads write. */
  public static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20));
  }

  @Override
  public void close() throws IOException {
    server.stop();
  }
}
