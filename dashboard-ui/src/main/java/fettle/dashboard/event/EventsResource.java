package fettle.dashboard.event;

import fettle.dashboard.access.Person;
import fettle.dashboard.label.Words;
import fettle.dashboard.problem.BadParameter;
import fettle.dashboard.problem.Parameters;
import fettle.dashboard.problem.ProblemResponses;
import fettle.dashboard.series.TimeRange;
import fettle.dashboard.store.DecisionStore;
import fettle.dashboard.store.MachineStore;
import fettle.telemetry.MachineId;
import fettle.telemetry.label.Decision;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** What happened around a machine, and what people write there. */
@Path("/api/machines/{device}/{machine}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Machines")
public class EventsResource {
  private static final String WHO = "must say who writes, as nobody signs in";
  private static final long DEFAULT_RANGE = Duration.ofHours(1).toMillis();
  private static final long FURTHEST = Duration.ofDays(1).toMillis();

  private final MachineStore machines;
  private final EventReader reader;
  private final DecisionStore decisions;
  private final Person person;
  private final InstantSource clock;

  EventsResource(
      MachineStore machines,
      EventReader reader,
      DecisionStore decisions,
      Person person,
      InstantSource clock) {
    this.machines = machines;
    this.reader = reader;
    this.decisions = decisions;
    this.person = person;
    this.clock = clock;
  }

  /**
   * A note.
   *
   * @param from epoch milliseconds
   * @param to epoch milliseconds, not included; {@code null} = a moment
   * @param comment in free text; empty takes the person's earlier note of this time away
   * @param by who writes it; of no meaning where people sign in
   */
  public record Note(Long from, Long to, String comment, String by) {}

  @GET
  @Path("/events")
  @Operation(
      operationId = "events",
      summary = "What happened around a machine in a range of time",
      description =
          "Alarms, labels, maintenance of the machine, of its site and of all, commands, links without"
              + " sign-in, changes of the model as far as the lake has its readings, deployments,"
              + " and notes, by time; the newest 200 of them.")
  @APIResponse(
      responseCode = "200",
      description = "Events",
      content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = Event.class)))
  @APIResponse(responseCode = "404", ref = ProblemResponses.NO_MACHINE)
  public Uni<List<Event>> events(
      @RestPath String device,
      @RestPath String machine,
      @Parameter(description = "Epoch milliseconds or ISO 8601; an hour before to by default")
          @RestQuery
          String from,
      @Parameter(description = "Epoch milliseconds or ISO 8601, not included; now by default")
          @RestQuery
          String to) {
    long end = to == null ? clock.millis() : Parameters.time("to", to);
    long begin = from == null ? end - DEFAULT_RANGE : Parameters.time("from", from);
    if (begin >= end) {
      throw new BadParameter("from", "must be before to");
    }
    return machines
        .existing(new MachineId(device, machine))
        .chain(found -> reader.read(found.state(), new TimeRange(begin, end)));
  }

  @POST
  @Path("/notes")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "writeNote",
      summary = "Writes a note at a moment or a stretch of time; earlier versions stay written")
  @APIResponseSchema(
      value = Event.class,
      responseDescription = "The note, as it stands",
      responseCode = "200")
  @APIResponse(responseCode = "400", ref = ProblemResponses.BROKEN_RULE)
  public Uni<Event> write(@RestPath String device, @RestPath String machine, Note note) {
    Note said = note == null ? new Note(null, null, null, null) : note;
    if (said.from() == null) {
      throw new BadParameter("from", "is missing: say when it was");
    }
    long latest = clock.millis() + FURTHEST;
    long from = Parameters.integer("from", said.from().toString(), 0, latest);
    long to =
        said.to() == null
            ? from + 1
            : Parameters.integer("to", said.to().toString(), from + 1, latest);
    String by = Words.required("by", person.or(said.by()), Decision.LONGEST_WORDS, WHO);
    String comment = Words.of("comment", said.comment(), Decision.LONGEST_COMMENT);
    return machines
        .existing(new MachineId(device, machine))
        .map(found -> note(found.state().id(), from, to, by, comment))
        .chain(
            written ->
                decisions.append(List.of(written)).replaceWith(Event.of(Event.Kind.NOTE, written)));
  }

  private Decision note(MachineId machine, long from, long to, String by, String comment) {
    return new Decision(
        Decision.Kind.NOTE, machine, from, to, "", by, clock.millis(), "", comment, "", "");
  }
}
