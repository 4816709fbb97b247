package fettle.emulator.mqtt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.emulator.hub.DeviceMessage;
import fettle.emulator.hub.MessageRefusedException;
import fettle.emulator.hub.MethodInvoker;
import fettle.emulator.hub.MethodResult;
import fettle.emulator.identity.Identity;
import fettle.emulator.identity.IdentityRegistry;
import fettle.emulator.identity.TwinStore;
import fettle.emulator.link.Cuttable;
import fettle.emulator.link.HubAddress;
import fettle.emulator.link.Upstream;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The link to a hub in another process: over MQTT, each device and module as itself, as a real edge
 * hub does it. Twins and methods need the link; telemetry waits in the store while it is cut. For
 * the event loop, but for what {@link Cuttable} allows.
 */
public final class MqttLink implements Upstream, Cuttable, TwinAccess, ConnectionListener {

  private static final Duration METHOD_TIMEOUT = Duration.ofMinutes(5);

  private final Vertx vertx;
  private final Context loop;
  private final HubAddress hub;
  private final IdentityRegistry registry;
  private final Map<String, LinkClient> clients = new HashMap<>();
  private final List<Runnable> openListeners = new ArrayList<>();
  private TwinStore.DesiredListener desired;
  private MethodInvoker methods;
  private boolean cut;

  public MqttLink(Vertx vertx, Context loop, HubAddress hub, IdentityRegistry registry) {
    this.vertx = vertx;
    this.loop = loop;
    this.hub = hub;
    this.registry = registry;
  }

  /** Says who hears of desired properties and answers methods; before anything is sent. */
  public void deliverTo(TwinStore.DesiredListener desiredListener, MethodInvoker invoker) {
    desired = desiredListener;
    methods = invoker;
  }

  @Override
  public boolean isOpen() {
    return !cut;
  }

  @Override
  public void onOpen(Runnable listener) {
    openListeners.add(listener);
  }

  /** The hub must be able to reach it. */
  @Override
  public void connected(Identity client) {
    client(client).want(true);
  }

  @Override
  public void disconnected(Identity client) {
    client(client).want(false);
  }

  @Override
  public CompletionStage<Void> send(DeviceMessage message) {
    if (cut) {
      return CompletableFuture.failedFuture(new IOException("the link to the hub is cut"));
    }
    return registry
        .find(message.deviceId(), message.moduleId())
        .map(identity -> client(identity).send(message).toCompletionStage())
        .orElseGet(
            () ->
                CompletableFuture.failedFuture(
                    new MessageRefusedException(message.sender() + " is gone")));
  }

  @Override
  public CompletionStage<Answer> get(Identity identity) {
    return twin(identity, LinkClient::get);
  }

  @Override
  public CompletionStage<Answer> report(Identity identity, ObjectNode patch) {
    return twin(identity, client -> client.report(patch));
  }

  private interface Request {
    Future<Answer> to(LinkClient client);
  }

  private CompletionStage<Answer> twin(Identity identity, Request request) {
    Future<Answer> answer =
        cut
            ? Future.succeededFuture(new Answer.Failed(503, "the link to the hub is cut"))
            : request
                .to(client(identity))
                .otherwise(failure -> new Answer.Failed(503, failure.toString()));
    return answer.toCompletionStage();
  }

  @Override
  public void cut() {
    loop.runOnContext(
        ignored -> {
          cut = true;
          clients.values().forEach(LinkClient::cut);
        });
  }

  @Override
  public void restore() {
    loop.runOnContext(
        ignored -> {
          cut = false;
          clients.values().forEach(LinkClient::restore);
          openListeners.forEach(Runnable::run);
        });
  }

  private LinkClient client(Identity identity) {
    return clients.computeIfAbsent(
        identity.path(),
        path -> new LinkClient(vertx, hub, registry, identity, new FromHub(), !cut));
  }

  private final class FromHub implements LinkClient.Listener {

    @Override
    public void desired(Identity identity, ObjectNode patch, long version) {
      desired.desiredChanged(identity.deviceId(), identity.moduleId(), patch, version);
    }

    @Override
    public void method(
        Identity identity, String name, String payload, LinkConnection.MethodAnswer answer) {
      methods
          .invoke(
              identity.deviceId(),
              identity.moduleId(),
              name,
              payload,
              Duration.ZERO,
              METHOD_TIMEOUT)
          .thenAccept(result -> send(answer, result));
    }

    private static void send(LinkConnection.MethodAnswer answer, MethodResult result) {
      switch (result) {
        case MethodResult.Answered answered ->
            answer.send(answered.status(), answered.payloadJson());
        case MethodResult.NotConnected ignored ->
            answer.send(404, "{\"message\":\"not connected to its edge hub\"}");
        case MethodResult.TimedOut ignored ->
            answer.send(504, "{\"message\":\"no answer at the edge\"}");
      }
    }
  }
}
