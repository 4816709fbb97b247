package fettle.emulator.mqtt;

import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.MqttTopicSubscription;
import io.vertx.mqtt.messages.MqttSubscribeMessage;
import io.vertx.mqtt.messages.MqttUnsubscribeMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What clients subscribe to, kept beyond their connections. A subscription is acknowledged once it
 * is written; a client whose session cannot be written is cut off. For the event loop.
 */
final class Sessions {

  private final SessionStore store;
  private final Context loop;

  Sessions(SessionStore store, Context loop) {
    this.store = store;
    this.loop = loop;
  }

  /**
   * Answers CONNECT and takes an earlier session's subscriptions up, or wipes them where the client
   * wants a clean one.
   *
   * @return whether there was a session to go on with
   */
  boolean resume(MqttEndpoint endpoint, ClientConnection connection) {
    String client = endpoint.clientIdentifier();
    Optional<Set<Subscription>> session = store.find(client);
    boolean present = session.isPresent() && !endpoint.isCleanSession();
    endpoint.accept(present);
    if (present) {
      connection.subscribed(session.get());
    } else if (session.isPresent()) {
      written(() -> store.remove(client))
          .onFailure(e -> connection.cutOff("its session could not be wiped: " + e));
    }
    return present;
  }

  /** Completes when the client has its answer. */
  Future<Void> subscribe(
      MqttEndpoint endpoint, ClientConnection connection, MqttSubscribeMessage request) {
    Set<Subscription> added = EnumSet.noneOf(Subscription.class);
    List<MqttQoS> granted = new ArrayList<>();
    for (MqttTopicSubscription wanted : request.topicSubscriptions()) {
      Optional<Subscription> known = Subscription.of(wanted.topicName(), connection.identity());
      known.ifPresent(added::add);
      granted.add(known.isEmpty() ? MqttQoS.FAILURE : atMostQos1(wanted.qualityOfService()));
    }
    return keep(endpoint, connection.keep(added))
        .onSuccess(
            kept -> {
              if (endpoint.isConnected()) {
                endpoint.subscribeAcknowledge(request.messageId(), granted);
                connection.subscribed(added);
              }
            })
        .onFailure(e -> connection.cutOff("its subscription could not be stored: " + e));
  }

  void unsubscribe(
      MqttEndpoint endpoint, ClientConnection connection, MqttUnsubscribeMessage request) {
    Set<Subscription> removed = EnumSet.noneOf(Subscription.class);
    request
        .topics()
        .forEach(filter -> Subscription.of(filter, connection.identity()).ifPresent(removed::add));
    keep(endpoint, connection.unsubscribed(removed))
        .onSuccess(
            kept -> {
              if (endpoint.isConnected()) {
                endpoint.unsubscribeAcknowledge(request.messageId());
              }
            })
        .onFailure(e -> connection.cutOff("its subscriptions could not be stored: " + e));
  }

  private static MqttQoS atMostQos1(MqttQoS wanted) {
    return wanted == MqttQoS.AT_MOST_ONCE ? MqttQoS.AT_MOST_ONCE : MqttQoS.AT_LEAST_ONCE;
  }

  private Future<Void> keep(MqttEndpoint endpoint, Set<Subscription> subscriptions) {
    if (endpoint.isCleanSession()) {
      return Future.succeededFuture();
    }
    Set<Subscription> copy = Set.copyOf(subscriptions);
    return written(() -> store.put(endpoint.clientIdentifier(), copy));
  }

  /** A change to the session file. */
  private interface Change {
    void make() throws IOException;
  }

  private Future<Void> written(Change change) {
    return loop.executeBlocking(
        () -> {
          change.make();
          return null;
        },
        true);
  }
}
