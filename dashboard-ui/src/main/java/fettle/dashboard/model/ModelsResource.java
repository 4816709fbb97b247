package fettle.dashboard.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fettle.dashboard.problem.MachineParameter;
import fettle.dashboard.problem.Problem;
import fettle.dashboard.problem.UnknownModel;
import fettle.dashboard.store.DecisionStore;
import fettle.dashboard.store.DescriptionStore;
import fettle.dashboard.store.DriftStore;
import fettle.dashboard.store.MachineStore;
import fettle.dashboard.store.ModelStore;
import fettle.drift.store.MachineDrift;
import fettle.telemetry.MachineId;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Models, and whether what they see still looks as it did in training. */
@Path("/api/models")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Models")
public class ModelsResource {
  /** Versions in one answer. */
  static final int NEWEST = 100;

  private final ModelStore models;
  private final DriftStore drifts;
  private final MachineStore machines;
  private final DecisionStore decisions;
  private final DescriptionStore descriptions;
  private final ObjectMapper mapper;
  private final InstantSource clock;

  ModelsResource(
      ModelStore models,
      DriftStore drifts,
      MachineStore machines,
      DecisionStore decisions,
      DescriptionStore descriptions,
      ObjectMapper mapper,
      InstantSource clock) {
    this.models = models;
    this.drifts = drifts;
    this.machines = machines;
    this.decisions = decisions;
    this.descriptions = descriptions;
    this.mapper = mapper;
    this.clock = clock;
  }

  @GET
  @Operation(
      operationId = "models",
      summary = "Models with where they run, whether anything has drifted, and judged alarms")
  @APIResponseSchema(
      value = ModelsView.class,
      responseDescription = "Models, those in use first",
      responseCode = "200")
  public Uni<ModelsView> models() {
    return board(models.newest(NEWEST)).map(board -> board.list(clock.millis()));
  }

  @GET
  @Path("/{model}")
  @Operation(operationId = "model", summary = "A model, NAME:VERSION, with its card")
  @APIResponseSchema(
      value = ModelDetail.class,
      responseDescription = "The model",
      responseCode = "200")
  @APIResponse(
      responseCode = "404",
      description = "Nobody has told of such a model",
      content = @Content(schema = @Schema(implementation = Problem.class)))
  public Uni<ModelDetail> model(@RestPath String model) {
    return board(models.of(model))
        .map(
            board ->
                board.detail(model, clock.millis()).orElseThrow(() -> new UnknownModel(model)));
  }

  @GET
  @Path("/{model}/drift/{device}/{machine}")
  @Operation(
      operationId = "drift",
      summary = "How a machine's signals and score stand to what the model learned from")
  @APIResponseSchema(
      value = DriftView.class,
      responseDescription = "Distributions then and now, and their distance over time",
      responseCode = "200")
  @APIResponse(
      responseCode = "404",
      description = "No such machine, or nothing is known of its drift under this model",
      content = @Content(schema = @Schema(implementation = Problem.class)))
  public Uni<DriftView> drift(
      @RestPath String model, @RestPath String device, @RestPath String machine) {
    MachineId id = MachineParameter.of(device + "/" + machine);
    return machines
        .existing(id)
        .map(found -> found.state().partition())
        .chain(
            partition ->
                Uni.combine()
                    .all()
                    .unis(
                        drifts.of(partition, id),
                        drifts.history(partition, id, model),
                        descriptions.read())
                    .asTuple())
        .map(
            known ->
                DriftView.of(
                    id,
                    known.getItem3().of(id),
                    known.getItem1().stream()
                        .map(MachineDrift::models)
                        .flatMap(List::stream)
                        .filter(drift -> drift.model().equals(model))
                        .findFirst()
                        .orElseThrow(() -> new UnknownModel(model)),
                    known.getItem2(),
                    clock.millis()));
  }

  private Uni<ModelBoard> board(Uni<ModelStore.Models> known) {
    return Uni.combine()
        .all()
        .unis(known, machines.all(), drifts.all(), decisions.read(), descriptions.read())
        .asTuple()
        .map(
            all ->
                new ModelBoard(
                    all.getItem1().inUse(),
                    cards(all.getItem1().cards()),
                    all.getItem2(),
                    all.getItem3(),
                    Judged.byModel(all.getItem4()),
                    all.getItem5()));
  }

  private SequencedMap<String, JsonNode> cards(SequencedMap<String, String> texts) {
    SequencedMap<String, JsonNode> cards = new LinkedHashMap<>();
    texts.forEach((model, text) -> cards.put(model, parse(model, text)));
    return cards;
  }

  private JsonNode parse(String model, String text) {
    try {
      return mapper.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the card of " + model + " is not JSON", e);
    }
  }
}
