package fettle.dashboard.pipeline;

import fettle.dashboard.access.Person;
import fettle.dashboard.problem.AskedAlready;
import fettle.dashboard.problem.BadParameter;
import fettle.dashboard.problem.Problem;
import fettle.dashboard.store.PipelineStore;
import fettle.telemetry.pipeline.PipelineRequest;
import fettle.telemetry.pipeline.RequestedPipeline;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

/** Pipeline runs, and requests for more. */
@Path("/api/pipelines")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Pipelines")
public class PipelinesResource {
  /** Runs in one answer. */
  static final int NEWEST = 50;

  private static final int ACCEPTED = 202;
  private static final String NOBODY_KNOWN = "dashboard";

  private final PipelineStore store;
  private final InstantSource clock;
  private final Person person;

  PipelinesResource(PipelineStore store, InstantSource clock, Person person) {
    this.person = person;
    this.store = store;
    this.clock = clock;
  }

  /**
   * Who asks.
   *
   * @param by a name to be shown with the run; {@code null} = not said. Of no meaning where people
   *     sign in
   */
  public record Asking(String by) {}

  @GET
  @Operation(
      operationId = "pipelines",
      summary = "The newest runs with their steps, what waits, and whether a worker takes requests")
  @APIResponseSchema(
      value = PipelinesView.class,
      responseDescription = "Runs, newest first",
      responseCode = "200")
  public Uni<PipelinesView> pipelines() {
    return store.newest(NEWEST).map(board -> PipelinesView.of(board, clock.millis()));
  }

  @POST
  @Path("/{pipeline}/requests")
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(ACCEPTED)
  @Operation(
      operationId = "askForPipeline",
      summary = "Asks for a run; a worker begins with it when it can")
  @APIResponseSchema(
      value = PipelinesView.RequestView.class,
      responseDescription = "The request",
      responseCode = "202")
  @APIResponse(
      responseCode = "409",
      description = "Somebody has asked for it already, and that request is not done",
      content = @Content(schema = @Schema(implementation = Problem.class)))
  public Uni<PipelinesView.RequestView> ask(@RestPath String pipeline, Asking asking) {
    RequestedPipeline wanted =
        RequestedPipeline.of(pipeline)
            .orElseThrow(() -> new BadParameter("pipeline", "must be one of " + names()));
    String by = person.or(asking == null ? null : asking.by());
    boolean named = by != null && !by.isBlank();
    PipelineRequest request =
        new PipelineRequest(
            UUID.randomUUID().toString(), named ? by.strip() : NOBODY_KNOWN, clock.millis(), 0);
    return store
        .ask(wanted, request)
        .map(
            standing -> {
              if (!standing.id().equals(request.id())) {
                throw new AskedAlready(wanted.wire(), standing.by());
              }
              return PipelinesView.RequestView.of(standing);
            });
  }

  private static String names() {
    return Arrays.stream(RequestedPipeline.values())
        .map(RequestedPipeline::wire)
        .collect(Collectors.joining(", "));
  }
}
