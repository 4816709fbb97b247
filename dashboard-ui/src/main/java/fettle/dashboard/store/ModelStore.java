package fettle.dashboard.store;

import fettle.telemetry.model.ModelKeys;
import fettle.telemetry.model.ModelsInUse;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Models' cards, and which models are in use. */
@ApplicationScoped
public class ModelStore {
  private final StoreCalls calls;

  ModelStore(StoreCalls calls) {
    this.calls = calls;
  }

  /**
   * What trainings have told.
   *
   * @param inUse what the next deployment takes; empty before any training told
   * @param cards {@code NAME:VERSION} → card, JSON, the newest first
   */
  public record Models(Optional<ModelsInUse> inUse, SequencedMap<String, String> cards) {}

  /** The newest models, at most so many. */
  public Uni<Models> newest(int limit) {
    return calls
        .batch(
            List.of(
                Request.cmd(Command.GET).arg(ModelKeys.IN_USE),
                Request.cmd(Command.ZREVRANGE).arg(ModelKeys.CARD_TIMES).arg(0).arg(limit - 1)))
        .chain(
            answers ->
                cards(answers.get(1)).map(cards -> new Models(inUse(answers.get(0)), cards)));
  }

  /** One model alone: its card, if there is one. */
  public Uni<Models> of(String model) {
    return calls
        .batch(
            List.of(
                Request.cmd(Command.GET).arg(ModelKeys.IN_USE),
                Request.cmd(Command.HGET).arg(ModelKeys.CARDS).arg(model)))
        .map(
            answers -> {
              SequencedMap<String, String> cards = new LinkedHashMap<>();
              if (answers.get(1) != null) {
                cards.put(model, answers.get(1).toString());
              }
              return new Models(inUse(answers.get(0)), cards);
            });
  }

  private static Optional<ModelsInUse> inUse(Response text) {
    return Optional.ofNullable(text).map(Response::toString).map(ModelsInUse::decode);
  }

  private Uni<SequencedMap<String, String>> cards(Response titles) {
    SequencedMap<String, String> cards = new LinkedHashMap<>();
    if (titles.size() == 0) {
      return Uni.createFrom().item(cards);
    }
    Request request = Request.cmd(Command.HMGET).arg(ModelKeys.CARDS);
    titles.forEach(title -> request.arg(title.toString()));
    return calls
        .send(request)
        .map(
            texts -> {
              for (int i = 0; i < titles.size(); i++) {
                if (texts.get(i) != null) { // let go of in between
                  cards.put(titles.get(i).toString(), texts.get(i).toString());
                }
              }
              return cards;
            });
  }
}
