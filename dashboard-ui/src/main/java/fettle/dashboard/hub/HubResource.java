package fettle.dashboard.hub;

import fettle.dashboard.store.HubStore;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the IoT hub has taken. */
@Path("/api/hub")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Hub")
public class HubResource {
  private final HubStore store;

  HubResource(HubStore store) {
    this.store = store;
  }

  @GET
  @Operation(
      operationId = "hub",
      summary = "How much of the IoT hub's daily quota is used, and whether it throttles")
  @APIResponse(
      responseCode = "200",
      description = "As a worker measured it last, ten minutes ago at most",
      content = @Content(schema = @Schema(implementation = HubView.class)))
  public Uni<HubView> hub() {
    return store.usage().map(usage -> usage.map(HubView::of).orElse(HubView.UNKNOWN));
  }
}
