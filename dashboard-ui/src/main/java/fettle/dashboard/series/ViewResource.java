package fettle.dashboard.series;

import fettle.dashboard.config.DashboardConfig;
import fettle.dashboard.problem.BadParameter;
import fettle.dashboard.problem.ProblemResponses;
import fettle.dashboard.series.downsample.MinMaxLttb;
import fettle.dashboard.store.MachineStore;
import fettle.telemetry.MachineId;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** What a chart of a range of time draws. */
@Path("/api/machines/{device}/{machine}/view")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Machines")
public class ViewResource {
  private final MachineStore machines;
  private final ViewReader reader;
  private final DashboardConfig config;
  private final InstantSource clock;

  ViewResource(
      MachineStore machines, ViewReader reader, DashboardConfig config, InstantSource clock) {
    this.machines = machines;
    this.reader = reader;
    this.config = config;
    this.clock = clock;
  }

  @GET
  @Operation(
      operationId = "view",
      summary = "What a chart of a range of time draws",
      description =
          "Reads the finest that is kept over the whole range, down to single readings where the"
              + " range is short and the store still has all of them, and brings it to so many"
              + " points that no spike is lost: columns with exact extremes, and a line through the"
              + " points that matter (MinMaxLTTB).")
  @APIResponseSchema(value = View.class, responseDescription = "The view", responseCode = "200")
  @APIResponse(responseCode = "400", ref = ProblemResponses.BROKEN_RULE)
  @APIResponse(responseCode = "404", ref = ProblemResponses.NO_MACHINE)
  public Uni<View> view(
      @RestPath String device,
      @RestPath String machine,
      @Parameter(description = "Names, separated by commas; all when left out") @RestQuery
          List<String> signals,
      @Parameter(description = "Epoch milliseconds or ISO 8601; 15 minutes before to by default")
          @RestQuery
          String from,
      @Parameter(description = "Epoch milliseconds or ISO 8601, not included; now by default")
          @RestQuery
          String to,
      @Parameter(description = "The chart's width in pixels, 5 or more; 1000 by default") @RestQuery
          String points) {
    long now = clock.millis();
    SeriesQuery query = SeriesQuery.parse(signals, from, to, points, null, now, config.series());
    if (query.points() < MinMaxLttb.FEWEST) {
      throw new BadParameter(
          "points", "must be from %d on, not %d".formatted(MinMaxLttb.FEWEST, query.points()));
    }
    MachineId id = new MachineId(device, machine);
    return machines.existing(id).chain(found -> answer(query, found, now));
  }

  private Uni<View> answer(SeriesQuery query, MachineStore.Found found, long now) {
    List<String> wanted = query.wanted(found.state().id(), found.state().signals());
    SeriesQuery.bound(query.points(), "points", wanted.size(), config.series());
    return reader.read(found, wanted, query.range(), query.points(), now);
  }
}
