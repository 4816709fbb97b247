package fettle.dashboard.command;

import fettle.dashboard.problem.Parameters;
import fettle.dashboard.store.CommandStore;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** Who asked what of which machine. */
@Path("/api/commands")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Commands")
public class CommandsResource {
  private static final int DEFAULT_LIMIT = 100;
  private static final int MOST = 1_000;

  private final CommandStore commands;

  CommandsResource(CommandStore commands) {
    this.commands = commands;
  }

  @GET
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
}
