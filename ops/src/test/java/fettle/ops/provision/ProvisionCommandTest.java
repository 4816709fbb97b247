package fettle.ops.provision;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.TokenCredential;
import com.azure.identity.CredentialUnavailableException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fettle.ops.azure.AzureStandIn;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import reactor.core.publisher.Mono;

class ProvisionCommandTest {
  private static final String HUB_ONLY =
      Provisioning.AZURE + "provision:\n  ml: {enabled: false}\n  redis: {enabled: false}\n";

  @TempDir Path folder;
  private AzureStandIn azure;
  private final StringWriter out = new StringWriter();

  @BeforeEach
  void start() throws Exception {
    azure = AzureStandIn.start(folder.resolve("tls"));
    azure.trustInThisProcess();
  }

  @AfterEach
  void stop() {
    azure.close();
  }

  private int run(Object command, String yaml, String... options) throws Exception {
    Path file = Files.writeString(folder.resolve("fettle.yaml"), yaml);
    CommandLine commandLine = new CommandLine(command);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setExecutionExceptionHandler(
        (exception, line, parsed) -> {
          out.append("error: ").append(exception.getMessage());
          return 1;
        });
    return commandLine.execute(
        Stream.concat(
                List.of("--target", "azure", "--config", "" + file, "--state", "" + folder)
                    .stream(),
                List.of(options).stream())
            .toArray(String[]::new));
  }

  private int provision(String yaml, String... options) throws Exception {
    return run(new ProvisionCommand(section -> azure.access()), yaml, options);
  }

  private int destroy(String answer, String... options) throws Exception {
    return run(
        new DestroyCommand(section -> azure.access(), new BufferedReader(new StringReader(answer))),
        Provisioning.EVERYTHING,
        options);
  }

  @Test
  void aPlanShowsWhatItWouldMakeAndWhatThatCosts() throws Exception {
    int code = provision(Provisioning.EVERYTHING, "--plan");

    assertThat(code).isZero();
    assertThat(azure.writes()).isEmpty();
    assertThat(out.toString())
        .contains(
            "+ iot-hub",
            "89,280 messages a day",
            "2,880 of them sketches",
            "1 S1 unit(s) needed, 2 configured")
        .contains("50.00  IoT hub, 2 × S1")
        .doesNotContain("Warning");
  }

  @Test
  void aPlanWarnsWhereAQuotaWouldBite() throws Exception {
    provision(HUB_ONLY + "  load: {machines: 1000, flushSeconds: 1}\n", "--plan");

    assertThat(out.toString())
        .contains("Warning: quota: 87,312,000 messages of 4 KB a day", "raise provision.hub.units")
        .contains("Warning: throttle: 1,003.3 messages a second, but 1 S1 unit(s) take 100");
  }

  @Test
  void aPlanForProgramsIsJsonLines() throws Exception {
    provision(HUB_ONLY, "--plan", "--json");

    List<String> lines = out.toString().lines().toList();
    for (String line : lines) {
      assertThat(new ObjectMapper().readTree(line).isObject()).isTrue();
    }
    assertThat(lines.getLast()).contains("\"estimate\"", "\"unitsNeeded\":1");
  }

  @Test
  void aRunSaysWhatItDoesAndASecondFindsAllThere() throws Exception {
    assertThat(provision(HUB_ONLY)).isZero();
    azure.forgetWrites();

    int code = provision(HUB_ONLY);

    assertThat(code).isZero();
    assertThat(azure.writes()).isEmpty();
    assertThat(out.toString()).contains("created IoT hub fettle-plant-a-", "is there: IoT hub");
  }

  @Test
  void whoCannotSignInIsToldHow() throws Exception {
    TokenCredential nobody =
        request -> Mono.error(new CredentialUnavailableException("No identity was found."));

    int code =
        run(new ProvisionCommand(section -> azure.access(nobody)), Provisioning.AZURE, "--plan");

    assertThat(code).isEqualTo(1);
    assertThat(out.toString())
        .contains("did not let this process sign in (No identity was found)", "run 'az login'");
  }

  @Test
  void destroyDeletesNothingWithoutTheEnvironmentsName() throws Exception {
    provision(HUB_ONLY);
    azure.forgetWrites();

    int code = destroy("yes\n");

    assertThat(code).isEqualTo(1);
    assertThat(azure.writes()).isEmpty();
    assertThat(out.toString())
        .contains("- Microsoft.Devices/IotHubs fettle-plant-a-", "Nothing was deleted.");
  }

  @Test
  void destroyDeletesAllThatWasMade() throws Exception {
    provision(Provisioning.EVERYTHING);

    int code = destroy("plant-a\n");

    assertThat(code).as(out.toString()).isZero();
    assertThat(azure.resources().ids()).filteredOn(id -> id.contains("resourcegroups")).isEmpty();
  }

  @Test
  void destroyLeavesWhatOthersMade() throws Exception {
    provision(HUB_ONLY);
    String id =
        "/subscriptions/%s/resourceGroups/fettle-plant-a/providers/Microsoft.Web/sites/theirs"
            .formatted(Provisioning.SUBSCRIPTION);
    azure.resources().put(id, new ObjectMapper().createObjectNode().put("location", "westeurope"));

    int code = destroy("", "--yes");

    assertThat(code).isZero();
    assertThat(azure.resources().get(id)).isNotNull();
    assertThat(azure.resources().ids())
        .filteredOn(present -> present.contains("/providers/"))
        .hasSize(1);
    assertThat(out.toString()).contains("theirs stays: not made by Fettle");
  }
}
