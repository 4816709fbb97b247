package fettle.dashboard.pipeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import fettle.dashboard.store.PipelineStore;
import fettle.telemetry.pipeline.PipelineRequest;
import fettle.telemetry.pipeline.RequestedPipeline;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How pipelines are doing, as the API shows it.
 *
 * @param now the server's time, epoch milliseconds
 * @param worker the one that takes requests; missing while none does, and requests wait
 * @param pipelines those that can be asked for
 * @param status what the worker saw last, as {@code ./fettle status --json}; missing without one
 * @param runs newest first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PipelinesView(
    long now,
    String worker,
    List<Requestable> pipelines,
    @JsonRawValue @Schema(type = SchemaType.OBJECT) String status,
    List<RunView> runs) {

  /**
   * A pipeline that can be asked for.
   *
   * @param request the one that waits or is worked on; missing when there is none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Requestable(String pipeline, RequestView request) {}

  /**
   * A request.
   *
   * @param at epoch milliseconds
   * @param begun whether a worker has begun with it
   */
  public record RequestView(String id, String by, long at, boolean begun) {
    static RequestView of(PipelineRequest request) {
      return request == null
          ? null
          : new RequestView(request.id(), request.by(), request.at(), request.attempts() > 0);
    }
  }

  static PipelinesView of(PipelineStore.Board board, long now) {
    return new PipelinesView(
        now,
        board.worker().orElse(null),
        Arrays.stream(RequestedPipeline.values())
            .map(each -> new Requestable(each.wire(), RequestView.of(board.requests().get(each))))
            .toList(),
        board.status().orElse(null),
        board.runs().stream().map(run -> RunView.of(run, now)).toList());
  }
}
