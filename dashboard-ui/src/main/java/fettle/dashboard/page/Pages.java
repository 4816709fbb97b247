package fettle.dashboard.page;

import fettle.dashboard.language.PipelinesText;
import fettle.dashboard.store.RejectedStore;
import fettle.dashboard.store.StoreAway;
import fettle.telemetry.command.Progress;
import fettle.telemetry.pipeline.RequestedPipeline;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** The pages that ask for what they show. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
public class Pages {
  private static final int REJECTED_SHOWN = 200;

  private final RejectedStore rejected;

  Pages(RejectedStore rejected) {
    this.rejected = rejected;
  }

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
  }

  @GET
  @Path("/rejected")
  @Operation(hidden = true)
  public Uni<RestResponse<TemplateInstance>> rejected(@BeanParam Preferences preferences) {
    return rejected
        .newest(REJECTED_SHOWN)
        .map(all -> RestResponse.ok(preferences.say(rejectedPage(preferences, all))))
        .onFailure(StoreAway.class)
        .recoverWithItem(e -> Trouble.storeAway(preferences));
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
    return preferences.say(Templates.compare(preferences, "compare", Range.ALL));
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
}
