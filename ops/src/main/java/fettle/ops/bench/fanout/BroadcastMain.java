package fettle.ops.bench.fanout;

import fettle.telemetry.store.Bucket;
import fettle.telemetry.store.LiveUpdate;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The comparison: a broadcast server as it is commonly written. A change is made JSON text once and
 * written to every socket of its machine; there is no history, no acknowledgement, and no look at
 * whether a socket still takes anything.
 *
 * <p>Arguments: Redis, address, port, machines. A socket names its machine in its path.
 */
final class BroadcastMain {
  private final Map<String, Set<ServerWebSocket>> byChannel = new HashMap<>();
  private final Map<String, Set<ServerWebSocket>> byPath = new HashMap<>();

  private BroadcastMain() {}

  public static void main(String[] args) {
    int machines = Integer.parseInt(args[3]);
    FanoutShape shape = new FanoutShape(1, 0, machines, 1);
    Vertx vertx = Vertx.vertx();
    BroadcastMain server = new BroadcastMain();
    vertx.runOnContext(
        nothing -> {
          server.hear(vertx, args[0], shape);
          server.serve(vertx, args[1], Integer.parseInt(args[2]));
        });
  }

  private void hear(Vertx vertx, String uri, FanoutShape shape) {
    Request subscribe = Request.cmd(Command.SUBSCRIBE);
    for (int machine = 0; machine < shape.machines(); machine++) {
      String channel = shape.keys(machine).live(shape.machine(machine));
      Set<ServerWebSocket> sockets = new HashSet<>();
      byChannel.put(channel, sockets);
      byPath.put("/" + shape.machine(machine), sockets);
      subscribe.arg(channel);
    }
    Redis.createClient(vertx, uri)
        .connect()
        .compose(
            connection -> {
              connection.handler(this::heard);
              return connection.send(subscribe);
            })
        .onFailure(BroadcastMain::end);
  }

  private void serve(Vertx vertx, String bind, int port) {
    vertx
        .createHttpServer(new HttpServerOptions().setHost(bind).setPort(port))
        .webSocketHandler(
            socket -> {
              Set<ServerWebSocket> peers = byPath.get(socket.path());
              if (peers == null) {
                socket.reject();
                return;
              }
              peers.add(socket);
              socket.closeHandler(nothing -> peers.remove(socket));
            })
        .requestHandler(request -> request.response().end("up"))
        .listen()
        .onFailure(BroadcastMain::end);
  }

  private void heard(Response push) {
    boolean isList = push.type() == ResponseType.PUSH || push.type() == ResponseType.MULTI;
    if (!isList || push.size() < 3 || !push.get(0).toString().equals("message")) {
      return;
    }
    String text = text(LiveUpdate.decode(push.get(2).toBytes())).encode();
    byChannel.get(push.get(1).toString()).forEach(socket -> socket.writeTextMessage(text));
  }

  private static JsonObject text(LiveUpdate update) {
    LiveUpdate.Changed newest = update.buckets().getLast();
    Bucket bucket = newest.bucket();
    JsonObject text = new JsonObject().put("t", newest.start()).put("score", bucket.highestScore());
    for (int s = 0; s < bucket.signals(); s++) {
      text.put(
          FanoutShape.SIGNALS.get(s),
          new JsonObject()
              .put("count", bucket.count(s))
              .put("min", bucket.min(s))
              .put("max", bucket.max(s))
              .put("mean", bucket.mean(s)));
    }
    return text;
  }

  private static void end(Throwable cause) {
    System.err.println("the broadcast server cannot go on: " + cause.getMessage());
    System.exit(1);
  }
}
