package fettle.dashboard.alarm;

import fettle.dashboard.alarm.AlarmDecisions.Said;
import fettle.dashboard.label.Words;
import fettle.dashboard.problem.BadParameter;
import fettle.dashboard.problem.Parameters;
import fettle.dashboard.problem.ProblemResponses;
import fettle.telemetry.label.Decision;
import fettle.telemetry.label.Decision.Kind;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** How an alarm is cared for: by whom, what is said of it meanwhile, and whether it can wait. */
@Path("/api/alarms/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Alarms")
public class CareResource {
  private static final Duration LONGEST_SHELVING = Duration.ofDays(30);

  private final AlarmDecisions deciding;
  private final InstantSource clock;

  CareResource(AlarmDecisions deciding, InstantSource clock) {
    this.deciding = deciding;
    this.clock = clock;
  }

  /**
   * Who is to look after an alarm.
   *
   * @param to a name; {@code null} or empty = nobody
   * @param comment in free text; {@code null} = none
   * @param by who says so; of no meaning where people sign in
   */
  public record Assigning(String to, String comment, String by) {}

  /**
   * Something to be said.
   *
   * @param comment in free text
   * @param by who says so; of no meaning where people sign in
   */
  public record Commenting(String comment, String by) {}

  /**
   * Until when an alarm can wait.
   *
   * @param until epoch milliseconds or ISO 8601; {@code null} = no longer
   * @param comment why; {@code null} = not said
   * @param by who says so; of no meaning where people sign in
   */
  public record ShelvingFor(String until, String comment, String by) {}

  @PUT
  @Path("/assignment")
  @Operation(operationId = "assignAlarm", summary = "Gives an alarm to somebody, or to nobody")
  @APIResponseSchema(
      value = AlarmView.class,
      responseDescription = "The alarm",
      responseCode = "200")
  @APIResponse(responseCode = "404", ref = ProblemResponses.NO_ALARM)
  public Uni<AlarmView> assign(@RestPath String id, Assigning said) {
    Assigning assigning = Objects.requireNonNullElse(said, new Assigning(null, null, null));
    String to = Words.of("to", assigning.to(), Decision.LONGEST_WORDS);
    String comment = AlarmDecisions.comment(assigning.comment());
    return deciding.say(
        id, new Said(Kind.ASSIGNMENT, to, deciding.by(assigning.by()), "", comment));
  }

  @POST
  @Path("/comments")
  @Operation(operationId = "commentAlarm", summary = "Says something about an alarm")
  @APIResponseSchema(
      value = AlarmView.class,
      responseDescription = "The alarm",
      responseCode = "200")
  @APIResponse(responseCode = "404", ref = ProblemResponses.NO_ALARM)
  public Uni<AlarmView> comment(@RestPath String id, Commenting said) {
    Commenting commenting = Objects.requireNonNullElse(said, new Commenting(null, null));
    String comment =
        Words.required(
            "comment", commenting.comment(), Decision.LONGEST_COMMENT, "must say something");
    return deciding.say(id, new Said(Kind.COMMENT, "", deciding.by(commenting.by()), "", comment));
  }

  @PUT
  @Path("/shelving")
  @Operation(
      operationId = "shelveAlarm",
      summary = "Lets an alarm wait until a time, or takes that back",
      description =
          "Until then it is not listed with the others, and nobody is notified of it. At most thirty"
              + " days ahead.")
  @APIResponseSchema(
      value = AlarmView.class,
      responseDescription = "The alarm",
      responseCode = "200")
  @APIResponse(responseCode = "404", ref = ProblemResponses.NO_ALARM)
  public Uni<AlarmView> shelve(@RestPath String id, ShelvingFor said) {
    ShelvingFor shelving = Objects.requireNonNullElse(said, new ShelvingFor(null, null, null));
    long now = clock.millis();
    long until = shelving.until() == null ? now : Parameters.time("until", shelving.until());
    if (shelving.until() != null && until <= now) {
      throw new BadParameter("until", "must be later than now; leave it out to end the shelving");
    }
    if (until > now + LONGEST_SHELVING.toMillis()) {
      throw new BadParameter(
          "until", "must be at most %d days ahead".formatted(LONGEST_SHELVING.toDays()));
    }
    String comment = AlarmDecisions.comment(shelving.comment());
    return deciding.say(
        id, new Said(Kind.SHELVING, "", deciding.by(shelving.by()), "", comment, until));
  }
}
