package fettle.dashboard.series;

import fettle.dashboard.config.DashboardConfig;
import fettle.dashboard.problem.ProblemResponses;
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

/** What a machine measured. */
@Path("/api/machines/{device}/{machine}/series")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Machines")
public class SeriesResource {
  private final MachineStore machines;
  private final SeriesReader reader;
  private final DashboardConfig config;
  private final InstantSource clock;

  SeriesResource(
      MachineStore machines, SeriesReader reader, DashboardConfig config, InstantSource clock) {
    this.machines = machines;
    this.reader = reader;
    this.config = config;
    this.clock = clock;
  }

  @GET
  @Operation(
      operationId = "series",
      summary = "What a machine measured in a range of time",
      description =
          "Answers from the finest tier that is still kept and has no more buckets in the range than"
              + " points. Where even the coarsest has more, several of its buckets are merged into"
              + " one: counts are added, minima and maxima kept exactly.")
  @APIResponseSchema(value = Series.class, responseDescription = "Columns", responseCode = "200")
  @APIResponse(responseCode = "400", ref = ProblemResponses.BROKEN_RULE)
  @APIResponse(responseCode = "404", ref = ProblemResponses.NO_MACHINE)
  public Uni<Series> series(
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
      @Parameter(description = "Buckets at most, 2 or more; 1000 by default") @RestQuery
          String points,
      @Parameter(description = "Width of the tier to read, instead of the one that fits") @RestQuery
          String tierMs) {
    long now = clock.millis();
    SeriesQuery query = SeriesQuery.parse(signals, from, to, points, tierMs, now, config.series());
    MachineId id = new MachineId(device, machine);
    return machines.existing(id).chain(found -> answer(query, found, now));
  }

  private Uni<Series> answer(SeriesQuery query, MachineStore.Found found, long now) {
    MachineId id = found.state().id();
    List<String> names = found.state().signals();
    List<String> wanted = query.wanted(id, names);
    Resolution resolution = query.resolution(found.stream().tiers(), now);
    long buckets = query.range().buckets(resolution.widthMs());
    SeriesQuery.bound(buckets, "buckets", wanted.size(), config.series());
    return reader
        .read(found.state(), resolution, query.range(), now)
        .map(
            stored ->
                Series.of(
                    id,
                    resolution,
                    query.range(),
                    names,
                    wanted,
                    Merging.merge(stored, resolution)));
  }
}
