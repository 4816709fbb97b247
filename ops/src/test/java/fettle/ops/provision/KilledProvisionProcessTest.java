package fettle.ops.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import fettle.ops.Cli;
import fettle.ops.azure.AzureStandIn;
import fettle.ops.azure.Fault;
import fettle.ops.pipeline.PipelineProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that provisions, killed while Azure has done what it asked for and not answered. */
class KilledProvisionProcessTest {
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(10);
  private static final int BY_CONTROL_C = 130;

  @TempDir Path folder;
  private AzureStandIn azure;

  @BeforeEach
  void start() throws Exception {
    azure = AzureStandIn.start(folder.resolve("tls"));
    azure.trustInThisProcess();
    Files.writeString(folder.resolve("fettle.yaml"), Provisioning.EVERYTHING);
  }

  @AfterEach
  void stop() {
    azure.close();
  }

  private String[] arguments(String command) {
    return new String[] {
      command,
      "--target=azure",
      "--config=" + folder.resolve("fettle.yaml"),
      "--state=" + folder.resolve("state")
    };
  }

  private PipelineProgram provisionInVain() throws Exception {
    azure.failNext("PUT", "/IotHubs/[^/]+$", new Fault.Silence());
    List<String> program = new ArrayList<>(List.of(ProvisionProgram.class.getName()));
    program.add(azure.address());
    program.add(folder.resolve("tls/ca.pem").toString());
    program.addAll(List.of(arguments("provision")));
    return new PipelineProgram(folder.resolve("output"), program);
  }

  private Path journal() {
    return folder.resolve("state/runs/provision.json");
  }

  private void awaitTheHubAskedFor(PipelineProgram program) {
    program.awaitRunning(journal(), HubParts.HUB);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> azure.resources().ids().stream().anyMatch(id -> id.contains("/iothubs/")));
  }

  private Cli status() {
    return Cli.run(Map.of(), arguments("status"));
  }

  private int provision() {
    return Cli.run(
            Map.of("provision", new ProvisionCommand(section -> azure.access())),
            arguments("provision"))
        .exit();
  }

  private void verifyAllIsThere() throws Exception {
    azure.forgetWrites();
    assertThat(provision()).isZero();
    assertThat(azure.writes()).isEmpty();
    assertThat(azure.resources().ids()).filteredOn(id -> id.matches(".*/iothubs/[^/]+")).hasSize(1);
  }

  @Test
  void aKilledProcessIsToldFromOneThatRunsAndTheNextOneFinishesItsWork() throws Exception {
    try (PipelineProgram program = provisionInVain()) {
      awaitTheHubAskedFor(program);
      String running = status().out();
      program.kill();
      Cli killed = status();

      int exit = provision();

      assertThat(running).containsPattern("provision +running");
      assertThat(killed.exit()).isZero();
      assertThat(killed.out())
          .containsPattern(
              "provision +broken off .* its process ended at .*iot-hub.*; run the same again")
          .doesNotContain("\tat ");
      assertThat(exit).isZero();
      verifyAllIsThere();
    }
  }

  @Test
  void controlCEndsItWithinABoundAndLeavesAJournalThatTheNextRunReads() throws Exception {
    try (PipelineProgram program = provisionInVain()) {
      awaitTheHubAskedFor(program);
      program.interrupt();
      int interrupted = program.exitWithin(ENDS_WITHIN);
      String step =
          new ObjectMapper().readTree(journal().toFile()).at("/steps/iot-hub/status").asText();
      String said = status().out();

      int exit = provision();

      assertThat(interrupted).isEqualTo(BY_CONTROL_C);
      assertThat(step).isEqualTo("RUNNING");
      assertThat(said).containsPattern("provision +broken off .* its process ended at .*iot-hub");
      assertThat(program.output()).doesNotContain("\tat ");
      assertThat(exit).isZero();
      verifyAllIsThere();
    }
  }
}
