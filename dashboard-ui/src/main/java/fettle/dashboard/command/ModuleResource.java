package fettle.dashboard.command;

import fettle.dashboard.store.CommandStore;
import fettle.telemetry.MachineId;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** What is known of a machine's modules. */
@Path("/api/machines/{device}/{machine}/module")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Commands")
public class ModuleResource {
  private static final int NEWEST = 20;

  private final CommandStore commands;
  private final InstantSource clock;

  ModuleResource(CommandStore commands, InstantSource clock) {
    this.commands = commands;
    this.clock = clock;
  }

  @GET
  @Operation(
      operationId = "module",
      summary = "What is asked of a machine's modules, what they use, and who asked what")
  @APIResponseSchema(
      value = ModuleView.class,
      responseDescription = "Its modules",
      responseCode = "200")
  public Uni<ModuleView> module(@RestPath String device, @RestPath String machine) {
    return commands
        .board(new MachineId(device, machine), NEWEST)
        .map(board -> ModuleView.of(board, clock.millis()));
  }
}
