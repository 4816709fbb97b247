package fettle.dashboard.link;

import fettle.dashboard.access.Person;
import fettle.dashboard.label.Words;
import fettle.dashboard.problem.Problem;
import fettle.dashboard.problem.ProblemResponses;
import fettle.dashboard.problem.UnknownLink;
import fettle.dashboard.store.DescriptionStore;
import fettle.dashboard.store.Descriptions;
import fettle.dashboard.store.GivenLink;
import fettle.dashboard.store.GivenLink.Kept;
import fettle.dashboard.store.GivenLink.Listed;
import fettle.dashboard.store.GivenLink.Revocation;
import fettle.dashboard.store.GivenLink.Unreadable;
import fettle.dashboard.store.LinkStore;
import fettle.telemetry.label.Decision;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestPath;

/** Links that were given, and taking them back: to their makers their own, to admins all. */
@Path("/api/links")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Links")
public class GivenLinksResource {
  private static final Logger LOG = Logger.getLogger(GivenLinksResource.class);

  private final LinkStore store;
  private final LinkLog log;
  private final DescriptionStore descriptions;
  private final Person person;
  private final InstantSource clock;

  GivenLinksResource(
      LinkStore store,
      LinkLog log,
      DescriptionStore descriptions,
      Person person,
      InstantSource clock) {
    this.store = store;
    this.log = log;
    this.descriptions = descriptions;
    this.person = person;
    this.clock = clock;
  }

  /**
   * That a link is to be taken back.
   *
   * @param by who says so; of no meaning where people sign in
   */
  public record Revoking(String by) {}

  @GET
  @Operation(
      operationId = "links",
      summary = "Links without sign-in that have not ended, newest first",
      description =
          "An admin sees all of them, others those that they made, and everybody which cannot be"
              + " read.")
  @APIResponse(
      responseCode = "200",
      description = "Links, without what would open them",
      content =
          @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = LinkView.class)))
  public Uni<List<LinkView>> links() {
    boolean all = person.isAdmin();
    String me = person.getName();
    return Uni.combine()
        .all()
        .unis(store.all(), descriptions.read())
        .with(
            (links, described) ->
                links.stream()
                    .filter(listed -> !(listed instanceof Kept kept) || isTheirs(kept, all, me))
                    .map(listed -> view(listed, described))
                    .toList());
  }

  private static LinkView view(Listed listed, Descriptions described) {
    return switch (listed) {
      case Kept kept -> LinkView.of(kept, described);
      case Unreadable unreadable -> LinkView.of(unreadable);
    };
  }

  @PUT
  @Path("/{id}/revocation")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "revokeLink",
      summary = "Takes a link back: it opens nothing any more, and pages that show it end",
      description =
          "Who made it may, and any admin. One that is taken back already stays so; one that cannot"
              + " be read goes off the list.")
  @APIResponseSchema(value = LinkView.class, responseDescription = "The link", responseCode = "200")
  @APIResponse(responseCode = "400", ref = ProblemResponses.BROKEN_RULE)
  @APIResponse(
      responseCode = "404",
      description = "No such link, or it is another person's",
      content =
          @Content(mediaType = Problem.TYPE, schema = @Schema(implementation = Problem.class)))
  public Uni<LinkView> revoke(@RestPath String id, Revoking said) {
    boolean all = person.isAdmin();
    String me = person.getName();
    String name = person.or(said == null ? null : said.by());
    String by = Words.of("by", Objects.requireNonNullElse(name, ""), Decision.LONGEST_WORDS);
    Revocation revocation = new Revocation(by, clock.millis());
    return find(id, all, me)
        .chain(
            listed ->
                switch (listed) {
                  case Kept kept -> revoke(kept, revocation);
                  case Unreadable unreadable -> forget(unreadable, revocation);
                });
  }

  private Uni<LinkView> revoke(Kept kept, Revocation revocation) {
    String id = kept.link().id();
    return (kept.revocation().isPresent()
            ? Uni.createFrom().voidItem()
            : revoke(kept.link(), revocation))
        .chain(() -> store.find(id))
        .map(found -> found.orElseThrow(() -> new UnknownLink(id)))
        .chain(listed -> descriptions.read().map(described -> view(listed, described)));
  }

  /** Of which machine it is, and so in whose log it belongs, nobody knows. */
  private Uni<LinkView> forget(Unreadable link, Revocation revocation) {
    LOG.warnf("%s takes the link %s back, which cannot be read", name(revocation), link.id());
    return store.forget(link).replaceWith(() -> LinkView.of(link, revocation));
  }

  private static String name(Revocation revocation) {
    return revocation.by().isEmpty() ? "somebody" : revocation.by();
  }

  /** What cannot be written into the log is taken back all the same. */
  private Uni<Void> revoke(GivenLink link, Revocation revocation) {
    LOG.infof("machine=%s: %s takes a link without sign-in back", link.machine(), name(revocation));
    return store.revoke(link.id(), revocation).chain(() -> log.revoked(link, revocation));
  }

  private Uni<Listed> find(String id, boolean all, String me) {
    return store
        .find(id)
        .map(
            found ->
                found
                    .filter(listed -> listed instanceof Kept kept ? isTheirs(kept, all, me) : all)
                    .orElseThrow(() -> new UnknownLink(id)));
  }

  private static boolean isTheirs(Kept kept, boolean all, String me) {
    return all || kept.link().by().equals(me);
  }
}
