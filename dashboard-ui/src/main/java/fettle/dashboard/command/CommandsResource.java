package fettle.dashboard.command;

import fettle.dashboard.problem.ProblemResponses;
import fettle.dashboard.store.CommandStore;
import fettle.dashboard.store.DescriptionStore;
import fettle.telemetry.command.CommandKeys;
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
  private final CommandStore commands;
  private final DescriptionStore descriptions;

  CommandsResource(CommandStore commands, DescriptionStore descriptions) {
    this.commands = commands;
    this.descriptions = descriptions;
  }

  @GET
  @Operation(operationId = "commands", summary = "Who asked what of which machine, newest first")
  @APIResponse(
      responseCode = "200",
      description = "Commands",
      content =
          @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = CommandView.class)))
  @APIResponse(responseCode = "400", ref = ProblemResponses.BROKEN_RULE)
  public Uni<List<CommandView>> commands(
      @Parameter(
              description =
                  "Words that must all occur in the machine's id, name, site or line, in who asked"
                      + " or in what was asked")
          @RestQuery
          String q,
      @Parameter(description = "waiting, running, done, failed, unknown or expired") @RestQuery
          String state,
      @Parameter(description = "At most so many; 100 by default") @RestQuery String limit) {
    CommandQuery query = CommandQuery.parse(q, state, limit);
    return Uni.combine()
        .all()
        .unis(
            commands.newest(query.isOpen() ? query.limit() : CommandKeys.MOST), descriptions.read())
        .with(
            (asked, described) ->
                asked.stream()
                    .filter(each -> query.matches(each, described))
                    .limit(query.limit())
                    .map(each -> CommandView.of(each, described))
                    .toList());
  }
}
