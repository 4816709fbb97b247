package fettle.ops.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import fettle.ops.hub.StandInHub;
import fettle.ops.pipeline.Kill;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A runtime that goes on, as the detached one does, when whoever started it is killed. Its Redis,
 * its hub's devices and its health are played; its addresses are real.
 */
final class PlayedRuntime implements RuntimeHost, AutoCloseable {
  private static final String KEY = "cGxhbnRlZC1rZXktb2YtdGhlLXBsYXllZC1ydW50aW1l";

  /** Connections that nobody takes; each look for Redis is one. */
  private static final int MANY = 1000;

  private final StandInHub hub;
  private final Path certificate;
  private final ServerSocket redis;
  private final HttpServer health;
  private final LocalSettings settings;
  private volatile RuntimeState state;
  private volatile Kill kill;
  private int starts;

  PlayedRuntime(Path tls, Path folder) throws Exception {
    hub = new StandInHub(tls);
    certificate = tls.resolve("ca.pem");
    InetAddress bind = InetAddress.getByName("127.0.0.1");
    redis = new ServerSocket(0, MANY, bind);
    health = HttpServer.create(new InetSocketAddress(bind, 0), 0);
    health.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(state == null ? 503 : 200, -1);
          exchange.close();
        });
    health.start();
    int http = health.getAddress().getPort();
    int service = Integer.parseInt(hub.address().replaceFirst(".*:", ""));
    settings =
        new LocalSettings(
            folder,
            folder,
            "127.0.0.1",
            new LocalPorts(http, http, 1, 1, service, 1, redis.getLocalPort()),
            null);
  }

  LocalSettings settings() {
    return settings;
  }

  StandInHub hub() {
    return hub;
  }

  int starts() {
    return starts;
  }

  /** Who starts it from now on; {@code null}: somebody who is not killed. */
  void serve(Kill client) {
    kill = client;
    hub.serve(client);
  }

  /** As after a restart of the machine. */
  void forget() {
    state = null;
    starts = 0;
    hub.restore(Map.of());
  }

  @Override
  public synchronized Optional<RuntimeState> running() {
    return Optional.ofNullable(state);
  }

  @Override
  public synchronized void start() {
    if (kill == null) {
      bringUp();
    } else if (!kill.outlives(this::bringUp)) {
      throw new IllegalStateException("whoever starts it is gone");
    }
  }

  private void bringUp() {
    starts++;
    state = new RuntimeState(42, Instant.EPOCH, settings, List.of());
    try {
      Files.createDirectories(settings.hubFile().getParent());
      new ObjectMapper()
          .writeValue(
              settings.hubFile().toFile(),
              Map.of(
                  "serviceAddress",
                  hub.address(),
                  "serviceConnectionString",
                  "HostName=fettle.local;SharedAccessKeyName=service;SharedAccessKey=" + KEY,
                  "caCertificate",
                  certificate.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void stop() {
    state = null;
  }

  @Override
  public Optional<String> trouble() {
    return Optional.empty();
  }

  @Override
  public void close() throws Exception {
    redis.close();
    health.stop(0);
    hub.close();
  }
}
