package fettle.dashboard.alarm;

import fettle.dashboard.label.Words;
import fettle.dashboard.problem.BadParameter;
import fettle.dashboard.problem.MachineParameter;
import fettle.dashboard.problem.Parameters;
import fettle.dashboard.problem.ProblemResponses;
import fettle.dashboard.store.DecisionStore;
import fettle.dashboard.store.Decisions;
import fettle.dashboard.store.DescriptionStore;
import fettle.telemetry.MachineId;
import fettle.telemetry.label.Decision;
import fettle.telemetry.label.Decision.Kind;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * Maintenance windows. One is known by its machine or site and its begin: said again, its end is
 * moved. A window never reaches into a time that has passed, so whether an alarm was silenced can
 * be told from the decisions alone.
 */
@Path("/api/maintenance")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Maintenance")
public class MaintenanceResource {
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final int MOST = 200;
  private static final Comparator<Decision> LATEST_END_FIRST =
      Comparator.comparingLong(Decision::to)
          .thenComparingLong(Decision::from)
          .thenComparing(Decision::about)
          .reversed();

  private final DecisionStore store;
  private final DescriptionStore descriptions;
  private final AlarmDecisions deciding;
  private final InstantSource clock;

  MaintenanceResource(
      DecisionStore store,
      DescriptionStore descriptions,
      AlarmDecisions deciding,
      InstantSource clock) {
    this.store = store;
    this.descriptions = descriptions;
    this.deciding = deciding;
    this.clock = clock;
  }

  /**
   * A window.
   *
   * @param machine as in edge-01/pump-01; {@code null} = of a site
   * @param site {@code null} = of a machine
   * @param from epoch milliseconds or ISO 8601; {@code null} = now
   * @param to epoch milliseconds or ISO 8601; {@code null} = now, which ends it
   * @param reason why; {@code null} = not said
   * @param by who says so; of no meaning where people sign in
   */
  public record Window(
      String machine, String site, String from, String to, String reason, String by) {
    private static final Window NOTHING = new Window(null, null, null, null, null, null);

    private String text(String name, String value) {
      return Words.of(name, value, Decision.LONGEST_WORDS);
    }

    private MachineId scope() {
      if (text("machine", machine).isEmpty() == text("site", site).isEmpty()) {
        throw new BadParameter("machine", "or site must be given, and not both");
      }
      return text("site", site).isEmpty() ? MachineParameter.of(machine) : Decision.NO_MACHINE;
    }

    private Decision decision(String who, long now) {
      return new Decision(
          Kind.MAINTENANCE,
          scope(),
          from == null ? now : Parameters.time("from", from),
          to == null ? now : Math.max(now, Parameters.time("to", to)),
          text("site", site),
          who,
          now,
          "",
          Words.of("reason", reason, Decision.LONGEST_COMMENT),
          "",
          "");
    }
  }

  @GET
  @Operation(
      operationId = "maintenance",
      summary = "Maintenance windows, those that end last first; the last 200")
  @APIResponse(
      responseCode = "200",
      description = "Windows",
      content = @Content(schema = @Schema(implementation = MaintenanceView[].class)))
  public Uni<List<MaintenanceView>> windows(
      @Parameter(description = "As in edge-01/pump-01: its own, and those of its site") @RestQuery
          String machine) {
    MachineId only = machine == null ? null : MachineParameter.of(machine);
    long now = clock.millis();
    return Uni.combine()
        .all()
        .unis(store.read(), descriptions.read())
        .with(
            (decisions, described) ->
                (only == null
                        ? decisions.maintenance()
                        : decisions.maintenance(only, described.of(only).site()))
                    .sorted(LATEST_END_FIRST)
                    .limit(MOST)
                    .map(window -> MaintenanceView.of(window, described, now))
                    .toList());
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "setMaintenance",
      summary = "Sets a window of a machine or site, or moves the end of one",
      description =
          "Alarms raised in it are recorded, and nobody is notified. A window is known by its"
              + " machine or site and its begin; said again, its end is moved, or it is ended now.")
  @APIResponseSchema(
      value = MaintenanceView.class,
      responseDescription = "The window",
      responseCode = "200")
  @APIResponse(responseCode = "400", ref = ProblemResponses.BROKEN_RULE)
  public Uni<MaintenanceView> set(Window said) {
    long now = clock.millis();
    Window window = Objects.requireNonNullElse(said, Window.NOTHING);
    Decision decision = window.decision(deciding.by(window.by()), now);
    if (decision.to() > decision.from() + LONGEST.toMillis()) {
      throw new BadParameter(
          "to", "must be at most %d days after from".formatted(LONGEST.toDays()));
    }
    return store
        .read()
        .chain(
            decisions -> {
              requireAhead(decision, decisions, now);
              return store.append(List.of(decision));
            })
        .chain(descriptions::read)
        .map(described -> MaintenanceView.of(decision, described, now));
  }

  private static void requireAhead(Decision window, Decisions decisions, long now) {
    boolean isKnown =
        decisions
            .newest(Kind.MAINTENANCE, window.about())
            .filter(known -> known.decision().to() > now)
            .isPresent();
    if (!isKnown && window.from() < now) {
      throw new BadParameter(
          "from",
          "has passed, and there is no such window that still runs; leave it out to begin now");
    }
    if (!isKnown && window.to() <= window.from()) {
      throw new BadParameter("to", "must be later than from, and than now");
    }
  }
}
