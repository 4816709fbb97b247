package fettle.dashboard.command;

import fettle.dashboard.problem.ProblemResponses;
import fettle.dashboard.store.MachineStore;
import fettle.telemetry.MachineId;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

/** Takes what people ask of a machine's modules. */
@Path("/api/machines/{device}/{machine}/commands")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Commands")
public class AskResource {
  private static final int ACCEPTED = 202;

  private final MachineStore machines;
  private final Asker asker;

  AskResource(MachineStore machines, Asker asker) {
    this.machines = machines;
    this.asker = asker;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(ACCEPTED)
  @Operation(
      operationId = "askMachine",
      summary = "Asks something of a machine's modules; a gateway does it",
      description =
          "Settings hold for all machines that the module reads, models for all of the device."
              + " What comes of it is at /api/machines/{device}/{machine}/module.")
  @APIResponseSchema(
      value = CommandView.class,
      responseDescription = "The command",
      responseCode = "202")
  @APIResponse(responseCode = "409", ref = ProblemResponses.NO_TAKER)
  public Uni<CommandView> ask(@RestPath String device, @RestPath String machine, Asking said) {
    Asking asking =
        said == null ? new Asking(null, null, null, null, null, null, null, null, null) : said;
    MachineId id = new MachineId(device, machine);
    return machines
        .existing(id)
        .chain(found -> asker.ask(id, asking.toAction(id), asking.by()))
        .map(CommandView::waiting);
  }
}
