package fettle.emulator.mqtt;

import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.MqttTopicSubscription;
import io.vertx.mqtt.messages.MqttSubscribeMessage;
import io.vertx.mqtt.messages.MqttUnsubscribeMessage;
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
   * Takes an earlier session's subscriptions up, or wipes them where the client wants a clean one,
   * and then answers CONNECT.
   *
   * @return completes when the client has its answer, with whether there was a session to go on
   *     with; fails when the connection has ended before
   */
  Future<Boolean> resume(MqttEndpoint endpoint, ClientConnection connection) {
    String client = endpoint.clientIdentifier();
    if (endpoint.isCleanSession()) {
      return written(store.remove(client))
          .onFailure(e -> connection.cutOff("its session could not be wiped: " + e))
          .map(
              wiped -> {
                connection.welcome(false);
                return false;
              });
    }
    Optional<Set<Subscription>> session = store.find(client);
    connection.welcome(session.isPresent());
    session.ifPresent(connection::subscribed);
    return Future.succeededFuture(session.isPresent());
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
    return kept(endpoint, connection.keep(added))
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
    kept(endpoint, connection.unsubscribed(removed))
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

  /** A clean session is not stored, but may still be waiting for the wipe of its predecessor. */
  private Future<Void> kept(MqttEndpoint endpoint, Set<Subscription> subscriptions) {
    String client = endpoint.clientIdentifier();
    return written(
        endpoint.isCleanSession() ? store.remove(client) : store.put(client, subscriptions));
  }

  private Future<Void> written(SessionStore.Snapshot snapshot) {
    return loop.executeBlocking(
        () -> {
          store.write(snapshot);
          return null;
        },
        true);
  }
}
