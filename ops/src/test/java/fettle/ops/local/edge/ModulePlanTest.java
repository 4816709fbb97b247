package fettle.ops.local.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fettle.ops.process.RestartPolicy;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModulePlanTest {
  private static final ModuleSpec SENSOR = module("sensor", "fettle/sensor-module:1", 20, true);
  private static final ModuleSpec INFERENCE =
      module("inference", "fettle/inference-module:1", 10, true);
  private static final Map<String, String> GENERATIONS = Map.of("sensor", "1", "inference", "1");

  @Test
  void whatIsWantedAndDoesNotRunIsStartedInItsOrder() {
    ModulePlan plan = ModulePlan.decide(wanted(SENSOR, INFERENCE), GENERATIONS, Map.of());

    assertThat(plan.stop()).isEmpty();
    assertThat(plan.start()).containsExactly(INFERENCE, SENSOR);
  }

  @Test
  void whatRunsAsWantedIsLeftAlone() {
    ModulePlan plan =
        ModulePlan.decide(
            wanted(SENSOR), GENERATIONS, Map.of("sensor", new ModulePlan.Started(SENSOR, "1")));

    assertThat(plan.stop()).isEmpty();
    assertThat(plan.start()).isEmpty();
  }

  @Test
  void whatIsWantedNoLongerIsStopped() {
    ModulePlan plan =
        ModulePlan.decide(
            Map.of(), GENERATIONS, Map.of("sensor", new ModulePlan.Started(SENSOR, "1")));

    assertThat(plan.stop()).containsExactly("sensor");
    assertThat(plan.start()).isEmpty();
  }

  @Test
  void aModuleWantedStoppedIsStoppedAndNotStarted() {
    ModuleSpec stopped = module("sensor", SENSOR.image(), 20, false);

    ModulePlan plan =
        ModulePlan.decide(
            wanted(stopped), GENERATIONS, Map.of("sensor", new ModulePlan.Started(SENSOR, "1")));

    assertThat(plan.stop()).containsExactly("sensor");
    assertThat(plan.start()).isEmpty();
  }

  @Test
  void anotherImageTakesTheOldOnesPlace() {
    ModuleSpec newer = module("sensor", "fettle/sensor-module:2", 20, true);

    ModulePlan plan =
        ModulePlan.decide(
            wanted(newer), GENERATIONS, Map.of("sensor", new ModulePlan.Started(SENSOR, "1")));

    assertThat(plan.stop()).containsExactly("sensor");
    assertThat(plan.start()).containsExactly(newer);
  }

  @Test
  void aModuleWhoseIdentityWasMadeAnewIsStartedAnew() {
    ModulePlan plan =
        ModulePlan.decide(
            wanted(SENSOR),
            Map.of("sensor", "2"),
            Map.of("sensor", new ModulePlan.Started(SENSOR, "1")));

    assertThat(plan.stop()).containsExactly("sensor");
    assertThat(plan.start()).containsExactly(SENSOR);
  }

  @Test
  void aModuleWithoutAnIdentityWaits() {
    ModulePlan plan = ModulePlan.decide(wanted(SENSOR), Map.of(), Map.of());

    assertThat(plan.start()).isEmpty();
  }

  private static Map<String, ModuleSpec> wanted(ModuleSpec... modules) {
    Map<String, ModuleSpec> wanted = new LinkedHashMap<>();
    for (ModuleSpec module : modules) {
      wanted.put(module.name(), module);
    }
    return wanted;
  }

  private static ModuleSpec module(String name, String image, int order, boolean running) {
    return new ModuleSpec(
        name,
        image,
        Map.of("A", "b"),
        running,
        RestartPolicy.ALWAYS,
        order,
        JsonNodeFactory.instance.objectNode());
  }
}
