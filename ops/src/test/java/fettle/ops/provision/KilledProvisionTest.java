package fettle.ops.provision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.ops.azure.AzureStandIn;
import fettle.ops.pipeline.Kill;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A run that is killed at any moment of any step, and the next one. */
class KilledProvisionTest {
  @TempDir static Path undisturbed;
  @TempDir Path folder;

  private static AzureStandIn azure;
  private static Map<String, ObjectNode> wanted;
  private static Map<String, Map<String, String>> wantedOutputs;

  @BeforeAll
  static void runUndisturbed() throws Exception {
    azure = AzureStandIn.start(undisturbed.resolve("tls"));
    azure.trustInThisProcess();
    Provisioning provisioning = new Provisioning(azure, undisturbed);
    assertThat(provisioning.run().succeeded()).isTrue();
    wanted = azure.resources().all();
    wantedOutputs = provisioning.outputs();
  }

  @AfterAll
  static void close() {
    azure.close();
  }

  @BeforeEach
  void beginAnew() {
    azure.resources().clear();
  }

  /** Killed at one step after the other, so that no step is spared. */
  @ParameterizedTest
  @EnumSource(
      names = {"BEFORE_ITS_WORK", "ANSWER_IS_LOST", "BEFORE_IT_IS_DONE", "AFTER_IT_IS_DONE"})
  void runsThatAreKilledAtEveryStepEndInTheSameStateAsOneThatIsNot(Kill.Moment moment)
      throws Exception {
    Provisioning provisioning = new Provisioning(azure, folder);
    for (String step : provisioning.steps()) {
      Kill.Point point = new Kill.Point(step, moment);
      assertThat(provisioning.run(new Kill(point, provisioning.journal())))
          .as("%s", point)
          .isTrue();
    }

    boolean succeeded = provisioning.run().succeeded();

    assertThat(succeeded).isTrue();
    assertThat(azure.resources().all()).isEqualTo(wanted);
    assertThat(provisioning.outputs()).isEqualTo(wantedOutputs);
  }
}
