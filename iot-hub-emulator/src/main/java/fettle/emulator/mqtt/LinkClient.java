package fettle.emulator.mqtt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.emulator.hub.DeviceMessage;
import fettle.emulator.identity.Identity;
import fettle.emulator.identity.IdentityRegistry;
import fettle.emulator.link.HubAddress;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One device's or module's way from the edge role to the hub role. It connects, as that identity
 * and with the key that it has at that moment, when there is something to send; and for as long as
 * the identity is connected to the edge it connects again whenever the connection is lost, after
 * 0.5 s to 10 s, and tells the identity which changes of its desired properties it missed. For the
 * event loop.
 */
final class LinkClient {

  private static final Logger LOG = LoggerFactory.getLogger(LinkClient.class);

  private static final String TWIN_GET = "$iothub/twin/GET/";
  private static final long FIRST_PAUSE_MS = 500;
  private static final long LONGEST_PAUSE_MS = 10_000;

  private final Vertx vertx;
  private final HubAddress hub;
  private final IdentityRegistry registry;
  private final Identity identity;
  private final Listener listener;
  private final KnownDesired known = new KnownDesired();

  /** The connection, or the attempt to get one; {@code null} when there is neither. */
  private Future<LinkConnection> connection;

  /** Tells the connection that is in use from those before it, whose end means nothing. */
  private int attempt;

  private boolean open;
  private boolean wanted;
  private boolean pausing;
  private long pause = FIRST_PAUSE_MS;

  /** What comes down from the hub. */
  interface Listener {
    void desired(Identity identity, ObjectNode patch, long version);

    void method(Identity identity, String name, String payload, LinkConnection.MethodAnswer answer);
  }

  /**
   * @param open whether it may connect
   */
  LinkClient(
      Vertx vertx,
      HubAddress hub,
      IdentityRegistry registry,
      Identity identity,
      Listener listener,
      boolean open) {
    this.vertx = vertx;
    this.hub = hub;
    this.registry = registry;
    this.identity = identity;
    this.listener = listener;
    this.open = open;
  }

  /** Says whether the hub is to be able to reach this identity. */
  void want(boolean now) {
    wanted = now;
    keepUp();
  }

  void cut() {
    open = false;
    attempt++;
    if (connection != null) {
      connection.onSuccess(LinkConnection::close);
      connection = null;
    }
  }

  void restore() {
    open = true;
    pause = FIRST_PAUSE_MS;
    keepUp();
  }

  Future<Void> send(DeviceMessage message) {
    String topic =
        ClientTopic.events(identity)
            + MessageProperties.forTelemetry(message.systemProperties(), message.properties())
            + (identity.isModule() ? "/" : "");
    return connected().compose(link -> link.publish(topic, message.body()));
  }

  Future<TwinAccess.Answer> get() {
    return connected()
        .compose(link -> link.request(TWIN_GET, Buffer.buffer()))
        .onSuccess(answer -> desiredOf(answer).ifPresent(known::read));
  }

  Future<TwinAccess.Answer> report(ObjectNode patch) {
    return connected()
        .compose(link -> link.request(ClientTopic.TWIN_REPORT, Buffer.buffer(patch.toString())));
  }

  private Future<LinkConnection> connected() {
    if (!open) {
      return Future.failedFuture(new IOException("the link to the hub is cut"));
    }
    if (connection == null) {
      int mine = ++attempt;
      connection =
          registry
              .find(identity.deviceId(), identity.moduleId())
              .map(now -> LinkConnection.open(vertx, hub, now, new FromHub(mine)))
              .orElseGet(() -> Future.failedFuture(new IOException(identity.path() + " is gone")));
      connection.onSuccess(link -> up(mine, link)).onFailure(failure -> lost(mine, failure));
    }
    return connection;
  }

  private void keepUp() {
    if (wanted && open && !pausing) {
      connected();
    }
  }

  private void up(int mine, LinkConnection link) {
    if (mine == attempt) {
      LOG.atInfo().addKeyValue("client", identity.path()).log("link is up");
      pause = FIRST_PAUSE_MS;
      known.linkIsUp();
      catchUp(mine, link);
    }
  }

  private void catchUp(int mine, LinkConnection link) {
    if (!wanted || mine != attempt) {
      return;
    }
    link.request(TWIN_GET, Buffer.buffer())
        .onSuccess(
            answer -> {
              Optional<ObjectNode> desired = desiredOf(answer);
              if (desired.isEmpty()) {
                vertx.setTimer(LONGEST_PAUSE_MS, again -> catchUp(mine, link));
              } else if (mine == attempt) {
                known
                    .missed(desired.get())
                    .ifPresent(
                        patch ->
                            listener.desired(identity, patch, patch.path("$version").asLong()));
              }
            });
  }

  private static Optional<ObjectNode> desiredOf(TwinAccess.Answer answer) {
    return answer instanceof TwinAccess.Answer.Found found
            && found.properties().get("desired") instanceof ObjectNode desired
        ? Optional.of(desired)
        : Optional.empty();
  }

  private void lost(int mine, Throwable why) {
    if (mine != attempt) {
      return;
    }
    attempt++;
    connection = null;
    LOG.atInfo().addKeyValue("client", identity.path()).log("link is down: {}", why.getMessage());
    if (wanted && !pausing) {
      pausing = true;
      vertx.setTimer(
          pause,
          over -> {
            pausing = false;
            keepUp();
          });
      pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
    }
  }

  private final class FromHub implements LinkConnection.Listener {

    private final int mine;

    private FromHub(int mine) {
      this.mine = mine;
    }

    @Override
    public void desired(ObjectNode patch, long version) {
      if (mine == attempt && known.patched(patch, version)) {
        listener.desired(identity, patch, version);
      }
    }

    @Override
    public void method(String name, String payload, LinkConnection.MethodAnswer answer) {
      if (mine == attempt) {
        listener.method(identity, name, payload, answer);
      }
    }

    @Override
    public void ended() {
      lost(mine, new IOException("the connection has ended"));
    }
  }
}
