package fettle.dashboard.link;

import fettle.dashboard.access.Person;
import fettle.dashboard.config.DashboardConfig;
import fettle.dashboard.label.Words;
import fettle.dashboard.problem.BadParameter;
import fettle.dashboard.problem.Problem;
import fettle.dashboard.store.GivenLink;
import fettle.dashboard.store.LinkStore;
import fettle.dashboard.store.MachineStore;
import fettle.telemetry.MachineId;
import fettle.telemetry.label.Decision;
import fettle.telemetry.store.MachineState;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestPath;

/** Makes links that show a machine's view to people who do not sign in. */
@Path("/api/machines/{device}/{machine}/links")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Machines")
public class LinksResource {
  private static final Logger LOG = Logger.getLogger(LinksResource.class);
  private static final long LONGEST_LIVE = Duration.ofDays(2).toMillis();
  private static final long LONGEST_PAST = Duration.ofDays(400).toMillis();
  private static final int USUAL_DAYS = 7;
  private static final int ID_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final MachineStore machines;
  private final Signer signer;
  private final LinkStore store;
  private final LinkLog log;
  private final DashboardConfig.Links config;
  private final Person person;
  private final InstantSource clock;

  LinksResource(
      MachineStore machines,
      Signer signer,
      LinkStore store,
      LinkLog log,
      DashboardConfig config,
      Person person,
      InstantSource clock) {
    this.machines = machines;
    this.signer = signer;
    this.store = store;
    this.log = log;
    this.config = config.links();
    this.person = person;
    this.clock = clock;
  }

  /**
   * What a link is to show.
   *
   * @param from epoch milliseconds; with {@code to}, a stretch of the past
   * @param to epoch milliseconds, not included
   * @param rangeMs length up to now, instead of the two
   * @param signal the only one to show; {@code null} = the score and all
   * @param days until it ends; {@code null} = a week
   * @param by who makes it; {@code null} = not said, of no meaning where people sign in
   */
  public record Wish(Long from, Long to, Long rangeMs, String signal, Integer days, String by) {}

  /**
   * A link, as paths below the dashboard's address.
   *
   * @param path of its page
   * @param embed the same without a frame of its own, for a page of another site; {@code null}
   *     where no site may embed it
   * @param expires epoch milliseconds
   * @param id by which it is listed, and can be taken back
   */
  public record Link(String path, String embed, long expires, String id) {}

  @POST
  @Operation(
      operationId = "link",
      summary = "Makes a link that shows this machine's view to whoever has it, until it ends",
      description =
          "It shows this machine for that time and nothing else, and nobody has to sign in. It ends"
              + " by itself, when it is taken back at /api/links, or when the key that signed it is"
              + " taken away.")
  @APIResponse(
      responseCode = "200",
      description = "The link",
      content = @Content(schema = @Schema(implementation = Link.class)))
  @APIResponse(
      responseCode = "404",
      description = "No such machine",
      content =
          @Content(mediaType = Problem.TYPE, schema = @Schema(implementation = Problem.class)))
  @APIResponse(
      responseCode = "409",
      description = "Links are switched off, or as many are kept as may be",
      content =
          @Content(mediaType = Problem.TYPE, schema = @Schema(implementation = Problem.class)))
  public Uni<Link> link(@RestPath String device, @RestPath String machine, Wish wish) {
    if (!signer.isOn()) {
      throw new LinksOff();
    }
    Wish asked = wish == null ? new Wish(null, null, null, null, null, null) : wish;
    long expires = clock.millis() + Duration.ofDays(days(asked.days())).toMillis();
    MachineId id = new MachineId(device, machine);
    return machines
        .existing(id)
        .invoke(found -> requireSignal(asked.signal(), found.state()))
        .map(found -> scope(id, asked, expires))
        .chain(this::give);
  }

  private static void requireSignal(String signal, MachineState machine) {
    if (signal != null && !machine.signals().contains(signal)) {
      throw new BadParameter("signal", "'" + signal + "' is none of " + machine.id());
    }
  }

  /** Who made it is in the log before anybody has it. */
  private Uni<Link> give(Scope scope) {
    GivenLink given = scope.given(clock.millis());
    LOG.infof(
        "machine=%s: %s made a link without sign-in, until %d",
        scope.machine(), scope.by().isEmpty() ? "somebody" : scope.by(), scope.expires());
    return store.give(given).chain(() -> log.made(given)).replaceWith(() -> link(scope));
  }

  private Link link(Scope scope) {
    String token = signer.sign(scope);
    return new Link(
        SharedPages.SHARED + token,
        config.embedIn().isPresent() ? SharedPages.EMBED + token : null,
        scope.expires(),
        scope.link());
  }

  private Scope scope(MachineId id, Wish wish, long expires) {
    String by = Words.of("by", person.or(wish.by()), Decision.LONGEST_WORDS);
    String link = newId();
    if (wish.rangeMs() != null) {
      long range = within("rangeMs", wish.rangeMs(), 1_000, LONGEST_LIVE);
      return new Scope(id.toString(), wish.signal(), 0, 0, range, expires, by, link);
    }
    if (wish.from() == null || wish.to() == null) {
      throw new BadParameter("rangeMs", "is missing, and so is from or to: say what is shown");
    }
    within("from", wish.from(), 0, Long.MAX_VALUE / 2);
    within("to", wish.to(), wish.from() + 1, wish.from() + LONGEST_PAST);
    return new Scope(id.toString(), wish.signal(), wish.from(), wish.to(), 0, expires, by, link);
  }

  private static String newId() {
    byte[] bits = new byte[ID_BYTES];
    RANDOM.nextBytes(bits);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
  }

  private int days(Integer wished) {
    int days = wished == null ? Math.min(USUAL_DAYS, config.days()) : wished;
    return (int) within("days", days, 1, config.days());
  }

  private static long within(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new BadParameter(name, "must be from %d to %d, not %d".formatted(least, most, value));
    }
    return value;
  }
}
