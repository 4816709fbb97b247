package fettle.dashboard.live;

import fettle.dashboard.config.DashboardConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * The channels that somebody wants to hear, over one connection. A lost connection is made again
 * with growing pauses, and every channel subscribed anew; what was said meanwhile is lost, which
 * its listener is told.
 *
 * <p>On the loop alone.
 */
@ApplicationScoped
public class Announcements {
  private static final Logger LOG = Logger.getLogger(Announcements.class);

  /**
   * A channel on which nothing is said: subscribing to it is answered, and in the same way as
   * messages come. The answer to a PING is not, and the client forgets who waits for it when a
   * message comes in between.
   */
  private static final String PROBE = "fettle:probe";

  private final Redis redis;
  private final LiveLoop loop;
  private final Duration firstRetry;
  private final Duration longestRetry;
  private final Map<String, Channel> channels = new HashMap<>();
  private RedisConnection connection;
  private boolean connecting;
  private boolean probing;
  private volatile boolean away;
  private Runnable onChange = () -> {};
  private Duration pause;

  Announcements(Redis redis, LiveLoop loop, DashboardConfig config, MeterRegistry metrics) {
    this.redis = redis;
    this.loop = loop;
    this.firstRetry = config.store().firstRetry();
    this.longestRetry = config.store().longestRetry();
    this.pause = firstRetry;
    metrics.gaugeMapSize("fettle.dashboard.channels", List.of(), channels);
    loop.every(config.store().probe(), this::probe);
  }

  /** Who hears a channel. */
  interface Listener {
    /** The subscription stands: what is announced from now on is heard. */
    void subscribed();

    /** Something was said. */
    void announced(byte[] message);

    /** The subscription is lost; {@link #subscribed} tells when it stands again. */
    void lost();
  }

  private record Channel(String name, Listener listener) {}

  /** Whether the last try to hear the store failed. */
  boolean isAway() {
    return away;
  }

  /** The task runs whenever {@link #isAway} changes. */
  void onChange(Runnable task) {
    onChange = task;
  }

  /** Subscribes; a channel has one listener. */
  void hear(String name, Listener listener) {
    channels.put(name, new Channel(name, listener));
    if (connection == null) {
      connect();
    } else {
      subscribe(List.of(name));
    }
  }

  /** Ends a subscription. */
  void forget(String name) {
    channels.remove(name);
    if (connection != null) {
      send(Request.cmd(Command.UNSUBSCRIBE).arg(name));
    }
  }

  private void connect() {
    if (connecting || connection != null) {
      return;
    }
    connecting = true;
    redis
        .connect()
        .onComplete(
            outcome ->
                loop.execute(
                    () -> {
                      connecting = false;
                      if (outcome.succeeded()) {
                        connected(outcome.result());
                      } else {
                        retry(outcome.cause());
                      }
                    }));
  }

  private void connected(RedisConnection fresh) {
    connection = fresh;
    setAway(false);
    fresh.handler(message -> loop.execute(() -> dispatch(fresh, message)));
    fresh.endHandler(nothing -> loop.execute(() -> disconnected(fresh, null)));
    fresh.exceptionHandler(e -> loop.execute(() -> disconnected(fresh, e)));
    subscribe(channels.keySet());
  }

  private void subscribe(Collection<String> names) {
    if (names.isEmpty()) {
      return;
    }
    Request request = Request.cmd(Command.SUBSCRIBE);
    names.forEach(request::arg);
    send(request);
  }

  private void send(Request request) {
    RedisConnection used = connection;
    used.send(request).onFailure(e -> loop.execute(() -> disconnected(used, e)));
  }

  private void dispatch(RedisConnection from, Response push) {
    if (!from.equals(connection) || !isPush(push)) {
      return;
    }
    String name = push.get(1).toString();
    if (name.equals(PROBE)) {
      probing = false;
    }
    Channel channel = channels.get(name);
    if (channel == null) {
      return;
    }
    switch (push.get(0).toString()) {
      case "subscribe" -> {
        pause = firstRetry;
        channel.listener().subscribed();
      }
      case "message" -> channel.listener().announced(push.get(2).toBytes());
      default -> LOG.tracef("nothing to do for %s", push.get(0));
    }
  }

  private static boolean isPush(Response heard) {
    boolean isList = heard.type() == ResponseType.PUSH || heard.type() == ResponseType.MULTI;
    return isList && heard.size() >= 3;
  }

  private void disconnected(RedisConnection lost, Throwable cause) {
    if (!lost.equals(connection)) {
      return;
    }
    connection = null;
    probing = false;
    lost.close();
    List.copyOf(channels.values()).forEach(channel -> channel.listener().lost());
    retry(cause);
  }

  private void setAway(boolean now) {
    if (away != now) {
      away = now;
      onChange.run();
    }
  }

  private void retry(Throwable cause) {
    setAway(true);
    LOG.warnf(
        "the store's announcements are not heard, next try in %d ms: %s",
        pause.toMillis(), cause == null ? "the connection ended" : cause.getMessage());
    loop.after(pause, this::connect);
    Duration twice = pause.multipliedBy(2);
    pause = twice.compareTo(longestRetry) > 0 ? longestRetry : twice;
  }

  /** A connection that is open but dead would stay silent for ever: it has to answer. */
  private void probe() {
    if (connection == null) {
      return;
    }
    if (probing) {
      disconnected(connection, new IllegalStateException("no answer to a probe"));
      return;
    }
    probing = true;
    subscribe(List.of(PROBE));
  }
}
