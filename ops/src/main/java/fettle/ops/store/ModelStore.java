package fettle.ops.store;

import fettle.telemetry.model.ModelKeys;
import fettle.telemetry.model.ModelsInUse;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.util.Optional;

/**
 * Cards of models, and which are in use, in Redis; every call answers within a few seconds or
 * throws an {@link IOException}. Lives as long as the {@link PipelineStore} that it is of.
 */
public final class ModelStore {
  private static final long MOST_TRIMMED_AT_ONCE = 1_000;

  private final StoreConnection connection;

  ModelStore(StoreConnection connection) {
    this.connection = connection;
  }

  /**
   * Puts a card there, over an older one, and lets go of the oldest beyond those kept.
   *
   * @param title {@code NAME:VERSION}
   * @param made epoch milliseconds
   */
  public void put(String title, String card, long made) throws IOException {
    connection.send(Request.cmd(Command.HSET).arg(ModelKeys.CARDS).arg(title).arg(card));
    connection.send(Request.cmd(Command.ZADD).arg(ModelKeys.CARD_TIMES).arg(made).arg(title));
    Response old =
        connection.send(
            Request.cmd(Command.ZRANGE)
                .arg(ModelKeys.CARD_TIMES)
                .arg(-MOST_TRIMMED_AT_ONCE)
                .arg(-ModelKeys.KEPT_CARDS - 1));
    for (Response one : old) {
      connection.send(Request.cmd(Command.HDEL).arg(ModelKeys.CARDS).arg(one.toString()));
      connection.send(Request.cmd(Command.ZREM).arg(ModelKeys.CARD_TIMES).arg(one.toString()));
    }
  }

  /** The card of a model, JSON. */
  public Optional<String> card(String title) throws IOException {
    return Optional.ofNullable(
            connection.send(Request.cmd(Command.HGET).arg(ModelKeys.CARDS).arg(title)))
        .map(Response::toString);
  }

  /** Says which models are in use. */
  public void put(ModelsInUse inUse) throws IOException {
    connection.send(Request.cmd(Command.SET).arg(ModelKeys.IN_USE).arg(inUse.encode()));
  }

  /** The models in use. */
  public Optional<ModelsInUse> inUse() throws IOException {
    return Optional.ofNullable(connection.send(Request.cmd(Command.GET).arg(ModelKeys.IN_USE)))
        .map(text -> ModelsInUse.decode(text.toString()));
  }
}
