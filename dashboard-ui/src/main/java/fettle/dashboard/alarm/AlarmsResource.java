package fettle.dashboard.alarm;

import fettle.dashboard.alarm.AlarmDecisions.Said;
import fettle.dashboard.label.Words;
import fettle.dashboard.problem.ProblemResponses;
import fettle.dashboard.store.AlarmStore;
import fettle.dashboard.store.DecisionStore;
import fettle.dashboard.store.DescriptionStore;
import fettle.telemetry.label.Decision;
import fettle.telemetry.label.Decision.Kind;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Alarms, and what people decide about them. */
@Path("/api/alarms")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Alarms")
public class AlarmsResource {
  private final AlarmStore alarms;
  private final DecisionStore decisions;
  private final DescriptionStore descriptions;
  private final AlarmDecisions deciding;
  private final InstantSource clock;

  AlarmsResource(
      AlarmStore alarms,
      DecisionStore decisions,
      DescriptionStore descriptions,
      AlarmDecisions deciding,
      InstantSource clock) {
    this.descriptions = descriptions;
    this.deciding = deciding;
    this.alarms = alarms;
    this.decisions = decisions;
    this.clock = clock;
  }

  /**
   * What an alarm was.
   *
   * @param label such as {@code real fault} or {@code false alarm}
   * @param component of the machine; {@code null} = not known
   * @param comment in free text; {@code null} = none
   * @param by who says so; of no meaning where people sign in
   */
  public record Labelling(String label, String component, String comment, String by) {}

  /**
   * Somebody looks after an alarm.
   *
   * @param comment in free text; {@code null} = none
   * @param by who; of no meaning where people sign in
   */
  public record Acknowledging(String comment, String by) {}

  @GET
  @Operation(
      operationId = "alarms",
      summary =
          "Alarms with what was decided about them: the open ones, then the others, newest first")
  @APIResponseSchema(value = AlarmsView.class, responseDescription = "Alarms", responseCode = "200")
  public Uni<AlarmsView> alarms(
      @Parameter(description = "As in edge-01/pump-01; of all when left out") @RestQuery
          String machine,
      @Parameter(description = "Part of device/machine, or of its name, site or line") @RestQuery
          String q,
      @Parameter(
              description =
                  "any, open, cleared, unlabelled, labelled, unassigned or shelved; when left out,"
                      + " all but the shelved ones")
          @RestQuery
          String state,
      @Parameter(description = "anomaly, offline, flatline or limit") @RestQuery String kind,
      @Parameter(description = "Only those given to this person") @RestQuery String assigned,
      @Parameter(description = "At most so many; 100 by default") @RestQuery String limit) {
    AlarmQuery query = AlarmQuery.parse(machine, q, state, kind, assigned, limit);
    return Uni.combine()
        .all()
        .unis(alarms.all(), decisions.read(), descriptions.read())
        .with(
            (all, decided, described) ->
                AlarmsView.of(query, all, decided, described, clock.millis()));
  }

  @PUT
  @Path("/{id}/label")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "labelAlarm",
      summary = "Says what an alarm was; what was said before stays written",
      description =
          "The label speaks of the alarm's time, from its first anomalous reading to its last; while"
              + " the alarm is open, to the last so far.")
  @APIResponseSchema(
      value = AlarmView.class,
      responseDescription = "The alarm",
      responseCode = "200")
  @APIResponse(responseCode = "404", ref = ProblemResponses.NO_ALARM)
  public Uni<AlarmView> label(@RestPath String id, Labelling said) {
    Labelling labelling = said == null ? new Labelling(null, null, null, null) : said;
    String label =
        Words.required(
            "label",
            labelling.label(),
            Decision.LONGEST_WORDS,
            "must say what it was, such as '%s' or '%s'"
                .formatted(Decision.REAL_FAULT, Decision.FALSE_ALARM));
    String by = deciding.by(labelling.by());
    String component = Words.of("component", labelling.component(), Decision.LONGEST_WORDS);
    String comment = AlarmDecisions.comment(labelling.comment());
    return deciding.say(id, new Said(Kind.LABEL, label, by, component, comment));
  }

  @PUT
  @Path("/{id}/acknowledgement")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "acknowledgeAlarm", summary = "Says who looks after an alarm")
  @APIResponseSchema(
      value = AlarmView.class,
      responseDescription = "The alarm",
      responseCode = "200")
  @APIResponse(responseCode = "404", ref = ProblemResponses.NO_ALARM)
  public Uni<AlarmView> acknowledge(@RestPath String id, Acknowledging said) {
    Acknowledging acknowledging = said == null ? new Acknowledging(null, null) : said;
    String by = deciding.by(acknowledging.by());
    String comment = AlarmDecisions.comment(acknowledging.comment());
    return deciding.say(id, new Said(Kind.ACKNOWLEDGEMENT, "", by, "", comment));
  }
}
