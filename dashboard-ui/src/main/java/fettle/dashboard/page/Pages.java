package fettle.dashboard.page;

import fettle.dashboard.config.DashboardConfig;
import fettle.dashboard.language.FleetText;
import fettle.dashboard.language.PipelinesText;
import fettle.dashboard.language.ShellText;
import fettle.dashboard.language.Words;
import fettle.dashboard.live.FirstFrames;
import fettle.dashboard.store.MachineStore;
import fettle.dashboard.store.RejectedStore;
import fettle.dashboard.store.StoreAway;
import fettle.telemetry.MachineId;
import fettle.telemetry.command.Progress;
import fettle.telemetry.pipeline.RequestedPipeline;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** The pages. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
public class Pages {
  private static final int REJECTED_SHOWN = 200;
  private static final List<Range> RANGES =
      List.of(
          new Range("2m", "2 min"),
          new Range("15m", "15 min"),
          new Range("1h", "1 h"),
          new Range("6h", "6 h"),
          new Range("24h", "24 h"));

  private final MachineStore machines;
  private final RejectedStore rejected;
  private final FirstFrames frames;
  private final DashboardConfig config;

  Pages(MachineStore machines, RejectedStore rejected, FirstFrames frames, DashboardConfig config) {
    this.machines = machines;
    this.rejected = rejected;
    this.frames = frames;
    this.config = config;
  }

  /** A condition that can be filtered by. */
  record Tile(String wire, String label, String note) {}

  /** A time range that can be chosen. */
  record Range(String key, String label) {}

  /** A pipeline that can be asked for. */
  record Ask(RequestedPipeline requested, String label, String now, String note) {
    /** As the API calls it. */
    public String pipeline() {
      return requested.wire();
    }
  }

  /** The templates; every page gets how it is wanted, and its own name. */
  @CheckedTemplate(basePath = "")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance fleet(
        Preferences preferences,
        String page,
        String search,
        List<Tile> tiles,
        Double threshold,
        String first);

    static native TemplateInstance kiosk(
        Preferences preferences, List<Tile> tiles, Double threshold);

    static native TemplateInstance machine(
        Preferences preferences,
        String page,
        MachineId id,
        String machineQuery,
        List<Range> ranges,
        Double threshold,
        String first);

    static native TemplateInstance compare(
        Preferences preferences, String page, List<Range> ranges);

    static native TemplateInstance rejected(
        Preferences preferences, String page, RejectedStore.Rejected rejected, Long total);

    static native TemplateInstance pipelines(Preferences preferences, String page, List<Ask> asks);

    static native TemplateInstance models(Preferences preferences, String page, List<Ask> asks);

    static native TemplateInstance model(
        Preferences preferences, String page, String model, List<Ask> asks);

    static native TemplateInstance alarms(Preferences preferences, String page, String search);

    static native TemplateInstance audit(Preferences preferences, String page, List<String> states);

    static native TemplateInstance trouble(
        Preferences preferences, String page, String heading, String detail);
  }

  @GET
  @Operation(hidden = true)
  public Uni<RestResponse<TemplateInstance>> fleet(
      @BeanParam Preferences preferences,
      @RestQuery String q,
      @RestQuery String state,
      @RestQuery String site,
      @RestQuery String sort) {
    return Opening.ofFleet(q, state, site, sort)
        .map(frames::ofFleet)
        .orElseGet(Pages::nothing)
        .map(first -> ofThisMoment(preferences, fleetPage(preferences, q, first)));
  }

  private TemplateInstance fleetPage(Preferences preferences, String search, String first) {
    return Templates.fleet(
        preferences,
        "fleet",
        Objects.requireNonNullElse(search, ""),
        tiles(preferences),
        config.threshold(),
        first);
  }

  private static Uni<String> nothing() {
    return Uni.createFrom().item("");
  }

  /** It brings along what is so now: when it is shown again, it is fetched again. */
  private static RestResponse<TemplateInstance> ofThisMoment(
      Preferences preferences, TemplateInstance page) {
    return ResponseBuilder.ok(preferences.say(page))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  @GET
  @Path("/kiosk")
  @Operation(hidden = true)
  public TemplateInstance kiosk(@BeanParam Preferences preferences) {
    return preferences.say(Templates.kiosk(preferences, tiles(preferences), config.threshold()));
  }

  private static List<Tile> tiles(Preferences preferences) {
    FleetText text = preferences.texts(FleetText.class);
    Words words = preferences.words();
    return List.of(
        new Tile("anomalous", words.say("condition.anomalous"), text.lookAtThese()),
        new Tile("offline", words.say("condition.offline"), text.silentTooLong()),
        new Tile("unscored", words.say("condition.unscored"), text.noModelYet()),
        new Tile("normal", words.say("condition.normal"), text.asTrained()));
  }

  @GET
  @Path("/machines/{device}/{machine}")
  @Operation(hidden = true)
  public Uni<RestResponse<TemplateInstance>> machine(
      @BeanParam Preferences preferences,
      @RestPath String device,
      @RestPath String machine,
      @RestQuery String range,
      @RestQuery String from,
      @RestQuery String to) {
    MachineId id = new MachineId(device, machine);
    return machines
        .find(id)
        .chain(
            found ->
                found.isEmpty()
                    ? Uni.createFrom().item(noSuchMachine(preferences, id))
                    : Opening.ofMachine(range, from, to)
                        .map(span -> frames.ofMachine(id, span))
                        .orElseGet(Pages::nothing)
                        .map(
                            first ->
                                ofThisMoment(preferences, machinePage(preferences, id, first))))
        .onFailure(StoreAway.class)
        .recoverWithItem(e -> storeAway(preferences));
  }

  private TemplateInstance machinePage(Preferences preferences, MachineId id, String first) {
    return Templates.machine(
        preferences,
        "machine",
        id,
        URLEncoder.encode(id.toString(), StandardCharsets.UTF_8),
        RANGES,
        config.threshold(),
        first);
  }

  @GET
  @Path("/rejected")
  @Operation(hidden = true)
  public Uni<RestResponse<TemplateInstance>> rejected(@BeanParam Preferences preferences) {
    return rejected
        .newest(REJECTED_SHOWN)
        .map(all -> RestResponse.ok(preferences.say(rejectedPage(preferences, all))))
        .onFailure(StoreAway.class)
        .recoverWithItem(e -> storeAway(preferences));
  }

  private static TemplateInstance rejectedPage(
      Preferences preferences, RejectedStore.Rejected all) {
    long total = all.counts().values().stream().mapToLong(Long::longValue).sum();
    return Templates.rejected(preferences, "rejected", all, total);
  }

  @GET
  @Path("/compare")
  @Operation(hidden = true)
  public TemplateInstance compare(@BeanParam Preferences preferences) {
    return preferences.say(Templates.compare(preferences, "compare", RANGES));
  }

  @GET
  @Path("/pipelines")
  @Operation(hidden = true)
  public TemplateInstance pipelines(@BeanParam Preferences preferences) {
    PipelinesText text = preferences.texts(PipelinesText.class);
    List<Ask> asks =
        List.of(
            new Ask(RequestedPipeline.TRAIN, text.train(), text.trainNow(), text.trainNote()),
            new Ask(RequestedPipeline.DEPLOY, text.deploy(), text.deployNow(), text.deployNote()),
            new Ask(
                RequestedPipeline.DATASET, text.dataset(), text.datasetNow(), text.datasetNote()),
            retraining(text));
    return preferences.say(Templates.pipelines(preferences, "pipelines", asks));
  }

  @GET
  @Path("/models")
  @Operation(hidden = true)
  public TemplateInstance models(@BeanParam Preferences preferences) {
    return preferences.say(
        Templates.models(
            preferences, "models", List.of(retraining(preferences.texts(PipelinesText.class)))));
  }

  @GET
  @Path("/models/{model}")
  @Operation(hidden = true)
  public TemplateInstance model(@BeanParam Preferences preferences, @RestPath String model) {
    return preferences.say(
        Templates.model(
            preferences,
            "model",
            model,
            List.of(retraining(preferences.texts(PipelinesText.class)))));
  }

  private static Ask retraining(PipelinesText text) {
    return new Ask(
        RequestedPipeline.RETRAIN, text.retrain(), text.retrainNow(), text.retrainNote());
  }

  @GET
  @Path("/alarms")
  @Operation(hidden = true)
  public TemplateInstance alarms(@BeanParam Preferences preferences, @RestQuery String q) {
    return preferences.say(
        Templates.alarms(preferences, "alarms", Objects.requireNonNullElse(q, "")));
  }

  @GET
  @Path("/audit")
  @Operation(hidden = true)
  public TemplateInstance audit(@BeanParam Preferences preferences) {
    List<String> states = Arrays.stream(Progress.State.values()).map(Progress.State::wire).toList();
    return preferences.say(Templates.audit(preferences, "audit", states));
  }

  private static RestResponse<TemplateInstance> noSuchMachine(
      Preferences preferences, MachineId id) {
    ShellText text = preferences.texts(ShellText.class);
    return trouble(
        RestResponse.Status.NOT_FOUND,
        preferences,
        text.noSuchMachine(),
        text.nothingReceived(id.toString()));
  }

  private static RestResponse<TemplateInstance> storeAway(Preferences preferences) {
    ShellText text = preferences.texts(ShellText.class);
    return trouble(
        RestResponse.Status.SERVICE_UNAVAILABLE,
        preferences,
        text.storeAway(),
        text.storeAwayDetail());
  }

  private static RestResponse<TemplateInstance> trouble(
      RestResponse.Status status, Preferences preferences, String heading, String detail) {
    return ResponseBuilder.create(
            status, preferences.say(Templates.trouble(preferences, "trouble", heading, detail)))
        .build();
  }
}
