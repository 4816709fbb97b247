package fettle.dashboard.describe;

import fettle.dashboard.command.Asker;
import fettle.dashboard.command.CommandView;
import fettle.dashboard.problem.Problem;
import fettle.dashboard.store.DescriptionStore;
import fettle.dashboard.store.MachineStore;
import fettle.telemetry.MachineId;
import fettle.telemetry.command.Action;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

/**
 * What machines are called. The hub's twins are the truth: what is said here goes there as a
 * command, and is shown when it has come back.
 */
@Path("/api/machines/{device}/{machine}/description")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Machines")
public class DescriptionsResource {
  private static final int ACCEPTED = 202;

  private final DescriptionStore descriptions;
  private final MachineStore machines;
  private final Unchanged unchanged;
  private final Asker asker;

  DescriptionsResource(
      DescriptionStore descriptions, MachineStore machines, Unchanged unchanged, Asker asker) {
    this.descriptions = descriptions;
    this.machines = machines;
    this.unchanged = unchanged;
    this.asker = asker;
  }

  @GET
  @Operation(operationId = "description", summary = "What a machine is called, and its limits")
  @APIResponseSchema(
      value = DescriptionView.class,
      responseDescription = "What is known",
      responseCode = "200")
  public Uni<DescriptionView> description(@RestPath String device, @RestPath String machine) {
    return descriptions
        .read()
        .map(all -> DescriptionView.of(all.of(new MachineId(device, machine))));
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(ACCEPTED)
  @Operation(
      operationId = "describe",
      summary = "Says what a machine is called, and its limits, in place of what was said before",
      description =
          "A gateway writes it into the tags of the module's twin at the hub. With the version that"
              + " was read, it is refused when somebody has changed it since; the answer's"
              + " asked.version is the one to go on with.")
  @APIResponseSchema(
      value = CommandView.class,
      responseDescription = "The command",
      responseCode = "202")
  @APIResponse(
      responseCode = "409",
      description =
          "It is another version by now (parameter is version, by is who changed it), something"
              + " else was asked of the machine at that moment, no gateway takes commands, or too"
              + " many wait",
      content =
          @Content(mediaType = Problem.TYPE, schema = @Schema(implementation = Problem.class)))
  public Uni<CommandView> describe(
      @RestPath String device, @RestPath String machine, DescriptionView said) {
    DescriptionView wanted = said == null ? DescriptionView.NOTHING : said;
    MachineId id = new MachineId(device, machine);
    return machines
        .existing(id)
        .map(found -> new Action.Describe(wanted.toDescription()))
        .chain(
            action ->
                last(id, wanted.version()).chain(last -> asker.ask(id, action, wanted.by(), last)))
        .map(CommandView::waiting);
  }

  /** Empty where whoever saves does not say what they read. */
  private Uni<Optional<String>> last(MachineId machine, String version) {
    return version == null
        ? Uni.createFrom().item(Optional.empty())
        : unchanged.since(machine, version).map(Optional::of);
  }
}
