package fettle.dashboard.rejected;

import fettle.dashboard.store.RejectedStore;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Messages that were not rolled up. */
@Path("/api/rejected")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Rejected messages")
public class RejectedResource {
  /** Messages in one answer. */
  static final int NEWEST = 1000;

  private final RejectedStore store;

  RejectedResource(RejectedStore store) {
    this.store = store;
  }

  @GET
  @Operation(
      operationId = "rejected",
      summary = "Messages that were not rolled up: counts by reason, and the newest of them")
  @APIResponseSchema(
      value = RejectedStore.Rejected.class,
      responseDescription = "Counts since the store was created, and messages, newest first",
      responseCode = "200")
  public Uni<RejectedStore.Rejected> rejected() {
    return store.newest(NEWEST);
  }
}
