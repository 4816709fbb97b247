package fettle.dashboard.notification;

import fettle.dashboard.store.NotificationStore;
import fettle.telemetry.notify.EndpointStatus;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How notifications are getting on. */
@Path("/api/notifications")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Notifications")
public class NotificationsResource {
  private final NotificationStore store;

  NotificationsResource(NotificationStore store) {
    this.store = store;
  }

  @GET
  @Operation(
      operationId = "notifications",
      summary = "Endpoints that are told of alarms, by name, with what came of it at all gateways")
  @APIResponse(
      responseCode = "200",
      description = "Endpoints; their addresses are the gateways' secret",
      content = @Content(schema = @Schema(implementation = EndpointStatus[].class)))
  public Uni<List<EndpointStatus>> notifications() {
    return store.endpoints();
  }
}
