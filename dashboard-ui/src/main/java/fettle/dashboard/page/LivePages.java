package fettle.dashboard.page;

import fettle.dashboard.config.DashboardConfig;
import fettle.dashboard.live.FirstFrames;
import fettle.dashboard.store.MachineStore;
import fettle.dashboard.store.StoreAway;
import fettle.telemetry.MachineId;
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
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** The pages that have a live socket, and bring along what it would say first. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
public class LivePages {
  private final MachineStore machines;
  private final FirstFrames frames;
  private final DashboardConfig config;

  LivePages(MachineStore machines, FirstFrames frames, DashboardConfig config) {
    this.machines = machines;
    this.frames = frames;
    this.config = config;
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
        .orElseGet(LivePages::nothing)
        .map(first -> ofThisMoment(preferences, fleetPage(preferences, q, first)));
  }

  private TemplateInstance fleetPage(Preferences preferences, String search, String first) {
    return Templates.fleet(
        preferences,
        "fleet",
        Objects.requireNonNullElse(search, ""),
        Tile.all(preferences),
        config.threshold(),
        first);
  }

  @GET
  @Path("/kiosk")
  @Operation(hidden = true)
  public TemplateInstance kiosk(@BeanParam Preferences preferences) {
    return preferences.say(Templates.kiosk(preferences, Tile.all(preferences), config.threshold()));
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
                found.isPresent()
                    ? opened(preferences, id, Opening.ofMachine(range, from, to))
                    : Uni.createFrom().item(Trouble.noSuchMachine(preferences, id)))
        .onFailure(StoreAway.class)
        .recoverWithItem(e -> Trouble.storeAway(preferences));
  }

  private Uni<RestResponse<TemplateInstance>> opened(
      Preferences preferences, MachineId id, Optional<Duration> span) {
    return span.map(length -> frames.ofMachine(id, length))
        .orElseGet(LivePages::nothing)
        .map(first -> ofThisMoment(preferences, machinePage(preferences, id, first)));
  }

  private TemplateInstance machinePage(Preferences preferences, MachineId id, String first) {
    return Templates.machine(
        preferences,
        "machine",
        id,
        URLEncoder.encode(id.toString(), StandardCharsets.UTF_8),
        Range.ALL,
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
}
