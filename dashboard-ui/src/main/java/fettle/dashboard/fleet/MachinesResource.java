package fettle.dashboard.fleet;

import fettle.dashboard.problem.ProblemResponses;
import fettle.dashboard.store.BeatStore;
import fettle.dashboard.store.DescriptionStore;
import fettle.dashboard.store.MachineStore;
import fettle.telemetry.MachineId;
import fettle.telemetry.store.MachineState;
import fettle.telemetry.store.StreamInfo;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Machines, straight from the store. */
@Path("/api/machines")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Machines")
public class MachinesResource {
  private static final Comparator<MachineState> BY_NAME = Comparator.comparing(MachineState::id);

  private final MachineStore store;
  private final BeatStore beats;
  private final DescriptionStore descriptions;
  private final Judge judge;
  private final InstantSource clock;

  MachinesResource(
      MachineStore store,
      BeatStore beats,
      DescriptionStore descriptions,
      Judge judge,
      InstantSource clock) {
    this.store = store;
    this.beats = beats;
    this.descriptions = descriptions;
    this.judge = judge;
    this.clock = clock;
  }

  @GET
  @Operation(operationId = "machines", summary = "All machines, ordered by device and name")
  @APIResponse(
      responseCode = "200",
      description = "Their states",
      content =
          @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = MachineView.class)))
  public Uni<List<MachineView>> machines() {
    return store.stream()
        .chain(stream -> stream.map(this::machines).orElse(Uni.createFrom().item(List.of())));
  }

  private Uni<List<MachineView>> machines(StreamInfo stream) {
    return Uni.combine()
        .all()
        .unis(store.all(stream), beats.read(stream), descriptions.read())
        .with(
            (states, known, described) ->
                states.stream()
                    .sorted(BY_NAME)
                    .map(
                        state -> judge.view(state, known, described.of(state.id()), clock.millis()))
                    .toList());
  }

  @GET
  @Path("/{device}/{machine}")
  @Operation(operationId = "machine", summary = "One machine")
  @APIResponseSchema(
      value = MachineView.class,
      responseDescription = "Its state",
      responseCode = "200")
  @APIResponse(responseCode = "404", ref = ProblemResponses.NO_MACHINE)
  public Uni<MachineView> machine(@RestPath String device, @RestPath String machine) {
    MachineId id = new MachineId(device, machine);
    return store
        .existing(id)
        .chain(
            found ->
                Uni.combine()
                    .all()
                    .unis(beats.read(found.stream()), descriptions.read())
                    .with(
                        (known, described) ->
                            judge.view(found.state(), known, described.of(id), clock.millis())));
  }
}
