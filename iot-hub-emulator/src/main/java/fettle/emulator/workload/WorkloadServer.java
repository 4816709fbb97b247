package fettle.emulator.workload;

import fettle.emulator.identity.IdentityRegistry;
import fettle.emulator.metrics.Metrics;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the workload API on a socket file until it is closed. */
public final class WorkloadServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WorkloadServer.class);

  private static final String TIMEOUTS = "workload.timeouts";

  /** What the kernel allows, with a byte to end the string. */
  static final int MAX_PATH_BYTES = 107;

  private static final int MAX_CONNECTIONS = 64;
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final Path socket;
  private final ServerSocketChannel server;
  private final WorkloadApi api;
  private final Metrics metrics;
  private final Duration deadline;
  private final Semaphore room = new Semaphore(MAX_CONNECTIONS);
  private final AtomicInteger serving = new AtomicInteger();
  private final ScheduledExecutorService deadlines =
      Executors.newSingleThreadScheduledExecutor(
          work -> Thread.ofPlatform().daemon().name("workload-deadlines").unstarted(work));
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("workload-", 0).factory());

  private WorkloadServer(
      Path socket,
      ServerSocketChannel server,
      WorkloadApi api,
      Metrics metrics,
      Duration deadline) {
    this.socket = socket;
    this.server = server;
    this.api = api;
    this.metrics = metrics;
    this.deadline = deadline;
    metrics.gauge("workload.connections", serving::get);
    metrics.count(TIMEOUTS, 0);
  }

  /**
   * @param socket the file to listen on; one that an earlier process left is replaced
   * @param trustBundle PEM of the certificates that modules must trust
   * @throws IOException when the path is longer than the system allows, or not usable
   */
  public static WorkloadServer start(
      Path socket, IdentityRegistry registry, String trustBundle, Metrics metrics)
      throws IOException {
    return start(socket, registry, trustBundle, metrics, DEADLINE);
  }

  /**
   * @param deadline after which a connection is closed, whatever it has sent
   */
  static WorkloadServer start(
      Path socket,
      IdentityRegistry registry,
      String trustBundle,
      Metrics metrics,
      Duration deadline)
      throws IOException {
    if (socket.toString().getBytes(StandardCharsets.UTF_8).length > MAX_PATH_BYTES) {
      throw new IOException(
          "the workload socket's path must have at most " + MAX_PATH_BYTES + " bytes: " + socket);
    }
    Files.deleteIfExists(socket);
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    channel.bind(UnixDomainSocketAddress.of(socket));
    WorkloadServer server =
        new WorkloadServer(
            socket, channel, new WorkloadApi(registry, trustBundle), metrics, deadline);
    server.threads.execute(server::acceptAll);
    return server;
  }

  /** The URI that modules get as {@code IOTEDGE_WORKLOADURI}. */
  public String uri() {
    return "unix://" + socket;
  }

  private void acceptAll() {
    try {
      while (server.isOpen()) {
        room.acquire();
        SocketChannel client = server.accept();
        threads.execute(() -> serve(client));
      }
    } catch (ClosedChannelException e) {
      LOG.debug("workload API closed");
    } catch (IOException e) {
      LOG.error("the workload API cannot go on", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(SocketChannel client) {
    serving.incrementAndGet();
    Future<?> late =
        deadlines.schedule(() -> cutOff(client), deadline.toMillis(), TimeUnit.MILLISECONDS);
    try (client) {
      InputStream in = Channels.newInputStream(client);
      OutputStream out = Channels.newOutputStream(client);
      HttpExchange.write(out, api.answer(HttpExchange.read(in)));
    } catch (IOException e) {
      LOG.debug("a workload request came to nothing", e);
    } finally {
      late.cancel(false);
      serving.decrementAndGet();
      room.release();
    }
  }

  /** Whoever is silent must not keep the others out. */
  private void cutOff(SocketChannel client) {
    metrics.count(TIMEOUTS);
    try {
      client.close();
    } catch (IOException e) {
      LOG.debug("a late workload connection does not close", e);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      Files.deleteIfExists(socket);
    } catch (IOException e) {
      LOG.warn("the workload socket {} could not be removed", socket, e);
    }
    threads.shutdownNow();
    deadlines.shutdownNow();
  }
}
