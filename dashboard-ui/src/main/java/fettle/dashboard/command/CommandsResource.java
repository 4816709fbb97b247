package fettle.dashboard.command;

import fettle.dashboard.problem.Parameters;
import fettle.dashboard.problem.Problem;
import fettle.dashboard.store.CommandStore;
import fettle.dashboard.store.MachineStore;
import fettle.telemetry.MachineId;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** What is asked of machines' modules. */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Commands")
public class CommandsResource {
  private static final int ACCEPTED = 202;
  private static final int OF_MACHINE = 20;
  private static final int DEFAULT_LIMIT = 100;
  private static final int MOST = 1_000;

  private final CommandStore commands;
  private final MachineStore machines;
  private final Asker asker;
  private final InstantSource clock;

  CommandsResource(CommandStore commands, MachineStore machines, Asker asker, InstantSource clock) {
    this.commands = commands;
    this.machines = machines;
    this.asker = asker;
    this.clock = clock;
  }

  @GET
  @Path("/commands")
  @Operation(operationId = "commands", summary = "Who asked what of which machine, newest first")
  @APIResponse(
      responseCode = "200",
      description = "Commands",
      content =
          @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = CommandView.class)))
  public Uni<List<CommandView>> commands(
      @Parameter(description = "At most so many; 100 by default") @RestQuery String limit) {
    int most = limit == null ? DEFAULT_LIMIT : (int) Parameters.integer("limit", limit, 1, MOST);
    return commands.newest(most).map(asked -> asked.stream().map(CommandView::of).toList());
  }

  @GET
  @Path("/machines/{device}/{machine}/module")
  @Operation(
      operationId = "module",
      summary = "What is asked of a machine's modules, what they use, and who asked what")
  @APIResponse(
      responseCode = "200",
      description = "Its modules",
      content = @Content(schema = @Schema(implementation = ModuleView.class)))
  public Uni<ModuleView> module(@RestPath String device, @RestPath String machine) {
    return commands
        .board(new MachineId(device, machine), OF_MACHINE)
        .map(board -> ModuleView.of(board, clock.millis()));
  }

  @POST
  @Path("/machines/{device}/{machine}/commands")
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(ACCEPTED)
  @Operation(
      operationId = "askMachine",
      summary = "Asks something of a machine's modules; a gateway does it",
      description =
          "Settings hold for all machines that the module reads, models for all of the device."
              + " What comes of it is at /api/machines/{device}/{machine}/module.")
  @APIResponse(
      responseCode = "202",
      description = "The command",
      content = @Content(schema = @Schema(implementation = CommandView.class)))
  @APIResponse(
      responseCode = "409",
      description = "No gateway takes commands, or too many wait",
      content =
          @Content(mediaType = Problem.TYPE, schema = @Schema(implementation = Problem.class)))
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
