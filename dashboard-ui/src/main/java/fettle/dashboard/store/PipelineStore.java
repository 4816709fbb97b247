package fettle.dashboard.store;

import fettle.telemetry.pipeline.PipelineKeys;
import fettle.telemetry.pipeline.PipelineRequest;
import fettle.telemetry.pipeline.PipelineRun;
import fettle.telemetry.pipeline.PipelineRunCodec;
import fettle.telemetry.pipeline.RequestedPipeline;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Pipeline runs, and requests for more. */
@ApplicationScoped
public class PipelineStore {
  private final StoreCalls calls;

  PipelineStore(StoreCalls calls) {
    this.calls = calls;
  }

  /**
   * How pipelines are doing.
   *
   * @param worker the one that takes requests; empty while none does
   * @param status what the worker saw last of the environment, JSON
   * @param requests that wait or are worked on
   * @param runs newest first
   */
  public record Board(
      Optional<String> worker,
      Optional<String> status,
      Map<RequestedPipeline, PipelineRequest> requests,
      List<PipelineRun> runs) {}

  /** The newest runs, at most so many. */
  public Uni<Board> newest(int limit) {
    return calls
        .batch(
            List.of(
                Request.cmd(Command.GET).arg(PipelineKeys.WORKER),
                Request.cmd(Command.GET).arg(PipelineKeys.STATUS),
                Request.cmd(Command.HGETALL).arg(PipelineKeys.REQUESTS),
                Request.cmd(Command.ZREVRANGE).arg(PipelineKeys.RUN_STARTS).arg(0).arg(limit - 1)))
        .chain(
            answers ->
                runs(answers.get(3))
                    .map(
                        runs ->
                            new Board(
                                Optional.ofNullable(answers.get(0)).map(Response::toString),
                                Optional.ofNullable(answers.get(1)).map(Response::toString),
                                requests(answers.get(2)),
                                runs)));
  }

  private static Map<RequestedPipeline, PipelineRequest> requests(Response hash) {
    Map<RequestedPipeline, PipelineRequest> requests = new EnumMap<>(RequestedPipeline.class);
    Answers.texts(hash)
        .forEach(
            (name, text) ->
                RequestedPipeline.of(name)
                    .ifPresent(it -> requests.put(it, PipelineRequest.decode(text))));
    return requests;
  }

  private Uni<List<PipelineRun>> runs(Response ids) {
    if (ids.size() == 0) {
      return Uni.createFrom().item(List.of());
    }
    Request request = Request.cmd(Command.HMGET).arg(PipelineKeys.RUNS);
    ids.forEach(id -> request.arg(id.toString()));
    return calls.send(request).map(PipelineStore::decode);
  }

  private static List<PipelineRun> decode(Response texts) {
    List<PipelineRun> runs = new ArrayList<>();
    for (Response text : texts) {
      if (text != null) { // let go of in between
        runs.add(PipelineRunCodec.decode(text.toString()));
      }
    }
    return runs;
  }

  /**
   * Asks for a pipeline.
   *
   * @return the request that stands, which is another one when somebody had asked already
   */
  public Uni<PipelineRequest> ask(RequestedPipeline pipeline, PipelineRequest request) {
    return calls
        .batch(
            List.of(
                Request.cmd(Command.HSETNX)
                    .arg(PipelineKeys.REQUESTS)
                    .arg(pipeline.wire())
                    .arg(request.encode()),
                Request.cmd(Command.HGET).arg(PipelineKeys.REQUESTS).arg(pipeline.wire())))
        .map(
            answers ->
                // one that a worker finished with in between was this one
                Objects.isNull(answers.get(1))
                    ? request
                    : PipelineRequest.decode(answers.get(1).toString()));
  }
}
