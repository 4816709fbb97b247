package fettle.dashboard.link;

import fettle.dashboard.config.DashboardConfig;
import fettle.dashboard.fleet.Judge;
import fettle.dashboard.problem.Parameters;
import fettle.dashboard.problem.Problem;
import fettle.dashboard.series.TimeRange;
import fettle.dashboard.series.ViewReader;
import fettle.dashboard.series.downsample.MinMaxLttb;
import fettle.dashboard.store.BeatStore;
import fettle.dashboard.store.DescriptionStore;
import fettle.dashboard.store.MachineStore;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/**
 * What a link shows, for whoever has it. The link says which machine and time, nobody else does.
 */
@Path("/api/shared/{token}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Machines")
public class SharedResource {
  private static final int MOST_POINTS = 2_000;

  private final Links links;
  private final MachineStore machines;
  private final BeatStore beats;
  private final DescriptionStore descriptions;
  private final Judge judge;
  private final ViewReader reader;
  private final int mostPoints;
  private final InstantSource clock;

  SharedResource(
      Links links,
      MachineStore machines,
      BeatStore beats,
      DescriptionStore descriptions,
      Judge judge,
      ViewReader reader,
      DashboardConfig config,
      InstantSource clock) {
    this.links = links;
    this.machines = machines;
    this.beats = beats;
    this.descriptions = descriptions;
    this.judge = judge;
    this.reader = reader;
    this.mostPoints = Math.min(MOST_POINTS, config.series().points());
    this.clock = clock;
  }

  @GET
  @Operation(operationId = "shared", summary = "What a link shows")
  @APIResponse(
      responseCode = "200",
      description = "The view",
      content = @Content(schema = @Schema(implementation = SharedView.class)))
  @APIResponse(
      responseCode = "404",
      description = "The link is not known, was taken back, or has ended",
      content =
          @Content(mediaType = Problem.TYPE, schema = @Schema(implementation = Problem.class)))
  @APIResponse(
      responseCode = "503",
      description = "The store does not answer, so nobody can tell whether the link holds",
      content =
          @Content(mediaType = Problem.TYPE, schema = @Schema(implementation = Problem.class)))
  public Uni<RestResponse<SharedView>> shared(
      @RestPath String token,
      @Parameter(description = "The chart's width in pixels; 1000 by default") @RestQuery
          String points) {
    long now = clock.millis();
    int most =
        points == null
            ? Math.min(1_000, mostPoints)
            : (int) Parameters.integer("points", points, MinMaxLttb.FEWEST, mostPoints);
    return links
        .open(token)
        .chain(scope -> machines.existing(scope.id()).chain(found -> view(scope, found, most, now)))
        .map(SharedResource::answer);
  }

  private Uni<SharedView> view(Scope scope, MachineStore.Found found, int points, long now) {
    List<String> shown =
        scope.signal() == null
            ? found.state().signals()
            : found.state().signals().stream().filter(scope.signal()::equals).toList();
    TimeRange range = new TimeRange(scope.from(now), scope.to(now));
    return Uni.combine()
        .all()
        .unis(
            reader.read(found, shown, range, points, now),
            beats.read(found.stream()),
            descriptions.read())
        .with(
            (view, known, described) ->
                new SharedView(
                    now,
                    range.from(),
                    range.to(),
                    scope.isLive(),
                    SharedView.Machine.of(
                        judge.view(found.state(), known, described.of(scope.id()), now),
                        new ArrayList<>(shown)),
                    view));
  }

  private static RestResponse<SharedView> answer(SharedView view) {
    CacheControl none = new CacheControl();
    none.setNoStore(true);
    return ResponseBuilder.ok(view).cacheControl(none).build();
  }
}
