package fettle.dashboard.page;

import fettle.dashboard.config.DashboardConfig;
import fettle.dashboard.store.MachineStore;
import fettle.dashboard.store.RejectedStore;
import fettle.dashboard.store.StoreAway;
import fettle.telemetry.MachineId;
import fettle.telemetry.pipeline.RequestedPipeline;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestCookie;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** The pages. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
public class Pages {
  private static final int REJECTED_SHOWN = 200;
  private static final List<Tile> TILES =
      List.of(
          new Tile("anomalous", "Anomalous", "look at these"),
          new Tile("offline", "Offline", "silent too long"),
          new Tile("unscored", "Not scored", "no model yet"),
          new Tile("normal", "Normal", "as trained"));
  private static final List<Range> RANGES =
      List.of(
          new Range("2m", "2 min"),
          new Range("15m", "15 min"),
          new Range("1h", "1 h"),
          new Range("6h", "6 h"),
          new Range("24h", "24 h"));

  private static final Ask RETRAIN =
      new Ask(
          RequestedPipeline.RETRAIN.wire(),
          "Retrain",
          "Takes what is new in the lake and learns from it; only a better model is put in use");

  private static final List<Ask> ASKS =
      List.of(
          new Ask(
              RequestedPipeline.TRAIN.wire(),
              "Train",
              "Learns models from the environment's recordings"),
          new Ask(
              RequestedPipeline.DEPLOY.wire(), "Deploy", "Brings modules and model to the edge"),
          new Ask(
              RequestedPipeline.DATASET.wire(),
              "Build a data set",
              "Takes what is new in the lake and cuts it into train and test"),
          RETRAIN);

  private static final List<AlarmState> ALARM_STATES =
      List.of(
          new AlarmState("", "All"),
          new AlarmState("open", "Open"),
          new AlarmState("mine", "Mine"),
          new AlarmState("unassigned", "Unassigned"),
          new AlarmState("shelved", "Shelved"),
          new AlarmState("cleared", "Cleared"),
          new AlarmState("unlabelled", "Not labelled"));

  private final MachineStore machines;
  private final RejectedStore rejected;
  private final DashboardConfig config;

  Pages(MachineStore machines, RejectedStore rejected, DashboardConfig config) {
    this.machines = machines;
    this.rejected = rejected;
    this.config = config;
  }

  /** A condition that can be filtered by. */
  record Tile(String wire, String label, String note) {}

  /** A time range that can be chosen. */
  record Range(String key, String label) {}

  /** A pipeline that can be asked for. */
  record Ask(String pipeline, String label, String note) {}

  /** What alarms can be filtered by. */
  record AlarmState(String wire, String label) {}

  /** The templates; every page gets the theme that was chosen, or "", and its own name. */
  @CheckedTemplate(basePath = "")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance fleet(
        String theme, String page, String search, List<Tile> tiles, Double threshold);

    static native TemplateInstance machine(
        String theme,
        String page,
        MachineId id,
        String machineQuery,
        List<Range> ranges,
        Double threshold);

    static native TemplateInstance rejected(
        String theme, String page, RejectedStore.Rejected rejected, Long total);

    static native TemplateInstance pipelines(String theme, String page, List<Ask> asks);

    static native TemplateInstance models(String theme, String page, List<Ask> asks);

    static native TemplateInstance model(String theme, String page, String model, List<Ask> asks);

    static native TemplateInstance alarms(
        String theme, String page, String search, List<AlarmState> states);

    static native TemplateInstance trouble(
        String theme, String page, String heading, String detail);
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance fleet(@RestCookie String theme, @RestQuery String q) {
    return Templates.fleet(
        Theme.known(theme), "fleet", Objects.requireNonNullElse(q, ""), TILES, config.threshold());
  }

  @GET
  @Path("/machines/{device}/{machine}")
  @Operation(hidden = true)
  public Uni<RestResponse<TemplateInstance>> machine(
      @RestCookie String theme, @RestPath String device, @RestPath String machine) {
    MachineId id = new MachineId(device, machine);
    return machines
        .find(id)
        .map(
            found ->
                found.isPresent()
                    ? RestResponse.ok(
                        Templates.machine(
                            Theme.known(theme),
                            "machine",
                            id,
                            URLEncoder.encode(id.toString(), StandardCharsets.UTF_8),
                            RANGES,
                            config.threshold()))
                    : trouble(
                        RestResponse.Status.NOT_FOUND,
                        theme,
                        "No such machine",
                        "Nothing has been received from " + id + " yet."))
        .onFailure(StoreAway.class)
        .recoverWithItem(e -> storeAway(theme));
  }

  @GET
  @Path("/rejected")
  @Operation(hidden = true)
  public Uni<RestResponse<TemplateInstance>> rejected(@RestCookie String theme) {
    return rejected
        .newest(REJECTED_SHOWN)
        .map(
            all ->
                RestResponse.ok(
                    Templates.rejected(
                        Theme.known(theme),
                        "rejected",
                        all,
                        all.counts().values().stream().mapToLong(Long::longValue).sum())))
        .onFailure(StoreAway.class)
        .recoverWithItem(e -> storeAway(theme));
  }

  @GET
  @Path("/pipelines")
  @Operation(hidden = true)
  public TemplateInstance pipelines(@RestCookie String theme) {
    return Templates.pipelines(Theme.known(theme), "pipelines", ASKS);
  }

  @GET
  @Path("/models")
  @Operation(hidden = true)
  public TemplateInstance models(@RestCookie String theme) {
    return Templates.models(Theme.known(theme), "models", List.of(RETRAIN));
  }

  @GET
  @Path("/models/{model}")
  @Operation(hidden = true)
  public TemplateInstance model(@RestCookie String theme, @RestPath String model) {
    return Templates.model(Theme.known(theme), "model", model, List.of(RETRAIN));
  }

  @GET
  @Path("/alarms")
  @Operation(hidden = true)
  public TemplateInstance alarms(@RestCookie String theme, @RestQuery String q) {
    return Templates.alarms(
        Theme.known(theme), "alarms", Objects.requireNonNullElse(q, ""), ALARM_STATES);
  }

  private static RestResponse<TemplateInstance> storeAway(String theme) {
    return trouble(
        RestResponse.Status.SERVICE_UNAVAILABLE,
        theme,
        "The store does not answer",
        "Fettle keeps its data in Redis, which cannot be reached. Reload this page in a moment.");
  }

  private static RestResponse<TemplateInstance> trouble(
      RestResponse.Status status, String theme, String heading, String detail) {
    return ResponseBuilder.create(
            status, Templates.trouble(Theme.known(theme), "trouble", heading, detail))
        .build();
  }
}
