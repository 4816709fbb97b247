package fettle.dashboard.label;

import fettle.dashboard.access.Person;
import fettle.dashboard.problem.BadParameter;
import fettle.dashboard.problem.MachineParameter;
import fettle.dashboard.problem.Parameters;
import fettle.dashboard.problem.Problem;
import fettle.dashboard.store.DecisionStore;
import fettle.dashboard.store.Decisions;
import fettle.telemetry.MachineId;
import fettle.telemetry.label.Decision;
import fettle.telemetry.label.Decision.Kind;
import fettle.telemetry.label.DecisionCodec.Entry;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** Labels in and out. */
@Path("/api/labels")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Labels")
public class LabelsResource {
  private static final String CSV = "text/csv";
  private static final String SOMEBODY = "import";
  private static final Comparator<Entry> BY_MACHINE_AND_TIME =
      Comparator.comparing((Entry entry) -> entry.decision().machine())
          .thenComparingLong(entry -> entry.decision().from())
          .thenComparing(Entry::id);

  private final DecisionStore store;
  private final InstantSource clock;
  private final Person person;

  LabelsResource(DecisionStore store, InstantSource clock, Person person) {
    this.person = person;
    this.store = store;
    this.clock = clock;
  }

  /**
   * What became of an import.
   *
   * @param taken labels that are new, or say something else than before
   * @param known labels that had been said just so
   */
  public record Taken(int taken, int known) {}

  @POST
  @Consumes(CSV)
  @Operation(
      operationId = "importLabelsAsCsv",
      summary = "Takes labels of a maintenance system: all rows, or none when one breaks a rule",
      description =
          "Columns: device, machine, from, to, label and, where known, by, at, component, comment,"
              + " model. Where people sign in, whoever imports says it, and by is passed over. Sent again, a row changes nothing; with another label it is a new version.")
  @APIResponseSchema(
      value = Taken.class,
      responseDescription = "How many were taken",
      responseCode = "200")
  @APIResponse(
      responseCode = "400",
      description = "Rows break rules; the problem names their lines",
      content =
          @Content(mediaType = Problem.TYPE, schema = @Schema(implementation = Problem.class)))
  public Uni<Taken> takeCsv(
      @Parameter(description = "Who says it, for rows without by") @RestQuery String by,
      String body) {
    return take(LabelRows.csv(body, sayer(by), clock.millis()));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "importLabels",
      summary = "The same as a JSON list of objects, or an object with such a list as labels")
  @APIResponseSchema(
      value = Taken.class,
      responseDescription = "How many were taken",
      responseCode = "200")
  @APIResponse(
      responseCode = "400",
      description = "Rows break rules; the problem names their places in the list",
      content =
          @Content(mediaType = Problem.TYPE, schema = @Schema(implementation = Problem.class)))
  public Uni<Taken> takeJson(@RestQuery String by, String body) {
    return take(LabelRows.json(body, sayer(by), clock.millis()));
  }

  /** Who says what is imported: the person who is signed in, whatever rows and request say. */
  private LabelRows.Sayer sayer(String by) {
    if (person.isSignedIn()) {
      return new LabelRows.Sayer(person.getName(), true);
    }
    String name = Words.of("by", by, Decision.LONGEST_WORDS);
    return new LabelRows.Sayer(name.isEmpty() ? SOMEBODY : name, false);
  }

  private Uni<Taken> take(List<LabelRows.Read> rows) {
    return store
        .read()
        .chain(
            decisions -> {
              List<Decision> fresh =
                  rows.stream()
                      .filter(row -> !isKnown(row, decisions))
                      .map(LabelRows.Read::decision)
                      .toList();
              return store
                  .append(fresh)
                  .replaceWith(new Taken(fresh.size(), rows.size() - fresh.size()));
            });
  }

  private static boolean isKnown(LabelRows.Read row, Decisions decisions) {
    return decisions
        .newest(Kind.LABEL, row.decision().about())
        .map(Entry::decision)
        .map(known -> row.saysWhen() ? known : saidAt(known, row.decision().at()))
        .filter(row.decision()::equals)
        .isPresent();
  }

  private static Decision saidAt(Decision label, long at) {
    return new Decision(
        label.kind(),
        label.machine(),
        label.from(),
        label.to(),
        label.label(),
        label.by(),
        at,
        label.component(),
        label.comment(),
        label.alarm(),
        label.model());
  }

  @GET
  @Produces({MediaType.APPLICATION_JSON, CSV})
  @Operation(
      operationId = "labels",
      summary = "The newest version of every label, by machine and time")
  @APIResponse(
      responseCode = "200",
      description = "Labels",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = LabelView[].class)),
        @Content(mediaType = CSV, schema = @Schema(implementation = String.class))
      })
  public Uni<Response> labels(
      @Parameter(description = "csv or json; json by default") @RestQuery String format,
      @Parameter(description = "As in edge-01/pump-01; all when left out") @RestQuery
          String machine,
      @Parameter(description = "Only labels that go on after this: epoch ms or ISO 8601") @RestQuery
          String from,
      @Parameter(description = "Only labels that begin before this: epoch ms or ISO 8601")
          @RestQuery
          String to) {
    long begin = from == null ? 0 : Parameters.time("from", from);
    long end = to == null ? Long.MAX_VALUE : Parameters.time("to", to);
    boolean asCsv = isCsv(format);
    MachineId only = machine == null ? null : MachineParameter.of(machine);
    return store
        .read()
        .map(
            decisions -> {
              List<Entry> chosen =
                  decisions.labels().stream()
                      .filter(entry -> only == null || entry.decision().machine().equals(only))
                      .filter(entry -> entry.decision().from() < end)
                      .filter(entry -> entry.decision().to() > begin)
                      .sorted(BY_MACHINE_AND_TIME)
                      .toList();
              return asCsv ? asCsv(chosen) : asJson(chosen, decisions);
            });
  }

  private static boolean isCsv(String format) {
    return switch (format) {
      case null -> false;
      case "json" -> false;
      case "csv" -> true;
      default -> throw new BadParameter("format", "must be csv or json, not '" + format + "'");
    };
  }

  private static Response asCsv(List<Entry> labels) {
    return Response.ok(LabelExport.csv(labels), CSV + ";charset=utf-8")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"labels.csv\"")
        .build();
  }

  private static Response asJson(List<Entry> labels, Decisions decisions) {
    List<LabelView> views = labels.stream().map(entry -> LabelView.of(entry, decisions)).toList();
    return Response.ok(views, MediaType.APPLICATION_JSON).build();
  }
}
